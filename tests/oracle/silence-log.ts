// The log of thousands of runs would hide their results. This is imported first: the log reads its level once.
process.env.LOG_LEVEL ??= 'silent';
