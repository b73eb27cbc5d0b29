// What is logged of thousands of runs would hide what they found. It is imported first: the log reads its level once.
process.env.LOG_LEVEL ??= 'silent';
