import { readSignedToken, signToken, uuidBytes, uuidOf } from './signed-token.ts';

/** What a link to unsubscribe is for: a recipient of a rule, and the address to which the link was sent. */
export type UnsubscribeSubject = { recipientId: string; targetKey: string };

const PURPOSE = 'fairlead unsubscribe links';
const UUID_BYTES = 16;
const KEY_BYTES = 32;

/**
 * The token of a link to unsubscribe: rule, digest of the address, signature. It can do nothing else, does not contain the address,
 * and does not expire, since people unsubscribe by old e-mails.
 */
export function unsubscribeToken({ recipientId, targetKey }: UnsubscribeSubject, authSecret: string): string {
  return signToken(PURPOSE, Buffer.concat([uuidBytes(recipientId), Buffer.from(targetKey, 'hex')]), authSecret);
}

/** What a token is for; null if it was not signed with this AUTH_SECRET, or was changed. */
export function readUnsubscribeToken(token: string, authSecret: string): UnsubscribeSubject | null {
  const content = readSignedToken(PURPOSE, UUID_BYTES + KEY_BYTES, token, authSecret);
  if (!content) return null;
  return { recipientId: uuidOf(content.subarray(0, UUID_BYTES)), targetKey: content.toString('hex', UUID_BYTES) };
}
