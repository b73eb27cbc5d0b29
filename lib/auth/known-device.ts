import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Days that a browser stays known. */
export const KNOWN_DEVICE_DAYS = 180;

/** The name of the cookie; one for each account, because people share browsers. */
export function deviceCookieName(account: string, secure: boolean): string {
  return `${secure ? '__Host-' : ''}fairlead-device-${hash('sha256', account).slice(0, 12)}`;
}

/** The cookie value of a browser that was signed in to an account: a nonce and its signature, valid for this account only. */
export function issueDeviceToken(secret: string, account: string): string {
  const nonce = randomBytes(16).toString('base64url');
  return `${nonce}.${sign(secret, account, nonce)}`;
}

/** The nonce of a token that was signed for this account, else null. */
export function readDeviceToken(secret: string, account: string, token: string | undefined): string | null {
  const [nonce, given, ...rest] = (token ?? '').split('.');
  if (!nonce || !given || rest.length > 0) return null;
  const expected = Buffer.from(sign(secret, account, nonce));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual) ? nonce : null;
}

function sign(secret: string, account: string, nonce: string): string {
  return createHmac('sha256', secret).update(`known device\n${nonce}\n${account}`).digest('base64url');
}
