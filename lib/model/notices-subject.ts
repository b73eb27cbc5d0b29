/** Stands for an entity in the message to open pages that somebody has a new notice in the application. */
export const NOTICES_SUBJECT = 'notices';
