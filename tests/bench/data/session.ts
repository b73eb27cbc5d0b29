import { ADMIN } from '#tests/support/server.ts';

/** Signs in as the first admin, as a browser does, and returns the session's cookie. */
export async function signIn(url: string): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const form = { ...ADMIN, csrfToken, callbackUrl: url };
  const second = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(first), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  });
  const cookie = cookiesOf(second);
  if (!cookie.includes('session')) throw new Error(`Signing in answered ${second.status} and no session`);
  return cookie;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.slice(0, cookie.indexOf(';')))
    .join('; ');
}
