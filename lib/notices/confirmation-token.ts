import { now } from '#lib/clock.ts';
import { readSignedToken, signToken } from './signed-token.ts';

const PURPOSE = 'fairlead address confirmations';
const KEY_BYTES = 32;
const TIME_BYTES = 6;

/** How long a link to confirm an address can be used. */
export const CONFIRMATION_DAYS = 7;

/** The token of a link to confirm an address: its digest, when the link ends, signature. */
export function confirmationToken(targetKey: string, authSecret: string): string {
  const end = Buffer.alloc(TIME_BYTES);
  end.writeUIntBE(Date.parse(now()) + CONFIRMATION_DAYS * 86_400_000, 0, TIME_BYTES);
  return signToken(PURPOSE, Buffer.concat([Buffer.from(targetKey, 'hex'), end]), authSecret);
}

/** The digest of the address that a token confirms, and whether its time is over; null if it was not signed with this AUTH_SECRET. */
export function readConfirmationToken(
  token: string,
  authSecret: string,
): { targetKey: string; isExpired: boolean } | null {
  const content = readSignedToken(PURPOSE, KEY_BYTES + TIME_BYTES, token, authSecret);
  if (!content) return null;
  const end = content.readUIntBE(KEY_BYTES, TIME_BYTES);
  return { targetKey: content.toString('hex', 0, KEY_BYTES), isExpired: end <= Date.parse(now()) };
}
