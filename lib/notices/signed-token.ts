import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const SIGNATURE_BYTES = 16;

/** The content and its signature as a part of a URL. Each purpose has a key of its own, derived from AUTH_SECRET. */
export function signToken(purpose: string, content: Uint8Array, authSecret: string): string {
  return Buffer.concat([content, signatureOf(purpose, content, authSecret)]).toString('base64url');
}

/** The content of a token of a known length in bytes; null if it was not signed for this purpose and secret, or was changed. */
export function readSignedToken(purpose: string, length: number, token: string, authSecret: string): Buffer | null {
  if (token.length !== Math.ceil(((length + SIGNATURE_BYTES) * 4) / 3)) return null;
  const bytes = Buffer.from(token, 'base64url');
  // The last character has bits that decoding ignores; a link has just one form.
  if (bytes.length !== length + SIGNATURE_BYTES || bytes.toString('base64url') !== token) return null;
  const content = bytes.subarray(0, length);
  return timingSafeEqual(bytes.subarray(length), signatureOf(purpose, content, authSecret)) ? content : null;
}

function signatureOf(purpose: string, content: Uint8Array, authSecret: string): Buffer {
  const key = new Uint8Array(hkdfSync('sha256', authSecret, '', purpose, 32));
  return createHmac('sha256', key).update(content).digest().subarray(0, SIGNATURE_BYTES);
}

/** The bytes of a UUID. */
export function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** The UUID of 16 bytes. */
export function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
