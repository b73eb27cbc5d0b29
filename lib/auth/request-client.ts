import { cookies, headers } from 'next/headers';
import { env } from '#lib/env.ts';
import { deviceCookieName, issueDeviceToken, KNOWN_DEVICE_DAYS, readDeviceToken } from './known-device.ts';
import type { Client } from './sign-in-limits.ts';

/** The header in which the gateway tells the pages the client's address; it takes the header away from what strangers send. */
const REMOTE_HEADER = 'x-fairlead-remote';

/** Whether people reach us by https: then cookies are bound to it. */
export function isSecure(): boolean {
  return env().APP_URL?.startsWith('https://') ?? false;
}

/** The address that the current request comes from; `unknown` where nobody can vouch for one. */
export async function requestAddress(): Promise<string> {
  const { raw } = env();
  const sent = await headers();
  if (raw.FAIRLEAD_FRONT) return sent.get(REMOTE_HEADER) ?? 'unknown';
  // The platform overwrites what a client sends here.
  if (raw.VERCEL) return sent.get('x-real-ip') ?? 'unknown';
  return 'unknown';
}

/** Who tries to sign in with the current request. */
export async function requestClient(): Promise<(account: string) => Client> {
  const [address, jar] = await Promise.all([requestAddress(), cookies()]);
  const secret = env().AUTH_SECRET ?? '';
  return (account) => {
    const token = jar.get(deviceCookieName(account, isSecure()))?.value;
    return { address, device: readDeviceToken(secret, account, token) };
  };
}

/** Makes the browser of the current request known to an account that was just signed in to. */
export async function rememberDevice(account: string): Promise<void> {
  (await cookies()).set(deviceCookieName(account, isSecure()), issueDeviceToken(env().AUTH_SECRET ?? '', account), {
    maxAge: KNOWN_DEVICE_DAYS * 86_400,
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    path: '/',
  });
}

/** What the browser of the current request calls itself. */
export async function requestUserAgent(): Promise<string | null> {
  return (await headers()).get('user-agent');
}
