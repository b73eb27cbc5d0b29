/** PostgreSQL channel: sessions of a person ended. Payload: the id of the person. */
export const SESSION_CHANNEL = 'fairlead_session';
