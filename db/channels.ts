/** PostgreSQL channel: sessions of a user ended. Payload: the id of the user. */
export const SESSION_CHANNEL = 'fairlead_session';
