import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a link to unsubscribe is for: one address of one rule. */
export type UnsubscribeSubject = { ruleId: string; targetKey: string };

const UUID_BYTES = 16;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 16;
const TOKEN_LENGTH = Math.ceil(((UUID_BYTES + KEY_BYTES + SIGNATURE_BYTES) * 4) / 3);

/**
 * The token of a link to unsubscribe: rule, digest of the address, signature. It can do nothing else, does not contain the address,
 * and does not expire, since people unsubscribe by old e-mails.
 */
export function unsubscribeToken({ ruleId, targetKey }: UnsubscribeSubject, authSecret: string): string {
  const content = Buffer.concat([Buffer.from(ruleId.replaceAll('-', ''), 'hex'), Buffer.from(targetKey, 'hex')]);
  return Buffer.concat([content, signatureOf(content, authSecret)]).toString('base64url');
}

/** What a token is for; null if it was not signed with this AUTH_SECRET, or was changed. */
export function readUnsubscribeToken(token: string, authSecret: string): UnsubscribeSubject | null {
  if (token.length !== TOKEN_LENGTH) return null;
  const bytes = Buffer.from(token, 'base64url');
  // The last character has bits that decoding ignores; a link has just one form.
  if (bytes.toString('base64url') !== token) return null;
  const content = bytes.subarray(0, UUID_BYTES + KEY_BYTES);
  const signature = bytes.subarray(UUID_BYTES + KEY_BYTES);
  if (signature.length !== SIGNATURE_BYTES || !timingSafeEqual(signature, signatureOf(content, authSecret)))
    return null;
  const id = content.toString('hex', 0, UUID_BYTES);
  return {
    ruleId: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    targetKey: content.toString('hex', UUID_BYTES),
  };
}

function signatureOf(content: Uint8Array, authSecret: string): Buffer {
  const key = new Uint8Array(hkdfSync('sha256', authSecret, '', 'fairlead unsubscribe links', 32));
  return createHmac('sha256', key).update(content).digest().subarray(0, SIGNATURE_BYTES);
}
