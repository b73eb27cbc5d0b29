import { timingSafeEqual } from 'node:crypto';
import { signToken, uuidBytes, uuidOf } from './signed-token.ts';

/** The id of a notice or digest within the Message-ID of its e-mail. */
export const MESSAGE_ID = /\bnotice\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/;

const PURPOSE = 'fairlead return paths';
const UUID_BYTES = 16;
/** With these the local part stays below the 64 characters that servers accept. */
const SIGNED_BYTES = UUID_BYTES + 8;
const TAG = new RegExp(`\\+([0-9a-f]{${SIGNED_BYTES * 2}})@`);

/**
 * The address to which a bounce of one message is sent: `bounces+<id and signature>@example.com` for `bounces@example.com`. In
 * hexadecimal digits, since some servers change the case.
 */
export function returnPath(bounceAddress: string, id: string, authSecret: string): string {
  const at = bounceAddress.lastIndexOf('@');
  return `${bounceAddress.slice(0, at)}+${signed(id, authSecret).toString('hex')}${bounceAddress.slice(at)}`;
}

/** The id of the message to whose return path a text leads; null if there is none, or it was not signed with this AUTH_SECRET. */
export function idInReturnPath(text: string, authSecret: string): string | null {
  const digits = TAG.exec(text.toLowerCase())?.[1];
  if (digits === undefined) return null;
  const bytes = Buffer.from(digits, 'hex');
  const id = uuidOf(bytes.subarray(0, UUID_BYTES));
  return timingSafeEqual(bytes, signed(id, authSecret)) ? id : null;
}

function signed(id: string, authSecret: string): Buffer {
  return Buffer.from(signToken(PURPOSE, uuidBytes(id), authSecret), 'base64url').subarray(0, SIGNED_BYTES);
}
