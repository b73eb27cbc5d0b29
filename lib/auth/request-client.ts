import { cookies, headers } from 'next/headers';
import { env } from '#lib/env.ts';
import { deviceCookieName, issueDeviceToken, KNOWN_DEVICE_DAYS, readDeviceToken } from './known-device.ts';
import type { Client } from './sign-in-limits.ts';

/** The header in which the gateway passes the client's address; it removes this header from incoming requests. */
const REMOTE_HEADER = 'x-fairlead-remote';

/** Whether users open the pages by https; cookies are then bound to it. */
export function isSecure(): boolean {
  return env().APP_URL?.startsWith('https://') ?? false;
}

/** The client's address of the current request; `unknown` if it cannot be verified. */
export async function requestAddress(): Promise<string> {
  const { raw } = env();
  const sent = await headers();
  if (raw.FAIRLEAD_FRONT) return sent.get(REMOTE_HEADER) ?? 'unknown';
  // The platform overwrites this header of clients.
  if (raw.VERCEL) return sent.get('x-real-ip') ?? 'unknown';
  return 'unknown';
}

/** The client of the current sign-in attempt. */
export async function requestClient(): Promise<(account: string) => Client> {
  const [address, jar] = await Promise.all([requestAddress(), cookies()]);
  const secret = env().AUTH_SECRET ?? '';
  return (account) => {
    const token = jar.get(deviceCookieName(account, isSecure()))?.value;
    return { address, device: readDeviceToken(secret, account, token) };
  };
}

/** Marks the browser of the current request as known for the account that just signed in. */
export async function rememberDevice(account: string): Promise<void> {
  (await cookies()).set(deviceCookieName(account, isSecure()), issueDeviceToken(env().AUTH_SECRET ?? '', account), {
    maxAge: KNOWN_DEVICE_DAYS * 86_400,
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    path: '/',
  });
}

/** The user agent of the current request. */
export async function requestUserAgent(): Promise<string | null> {
  return (await headers()).get('user-agent');
}
