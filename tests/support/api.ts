import { ADMIN, API_TOKEN, type Server } from './server.ts';

const BEARER = { authorization: `Bearer ${API_TOKEN}` };

export type Ask = (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>;

/** Asks the REST API of a server with its token, or with other headers instead. */
export function asking({ url }: Server): Ask {
  return (path, headers = BEARER, method = 'GET') => fetch(`${url}/api/v1${path}`, { headers, method });
}

export { BEARER };

/** Signs a person in as the form does, the admin unless another is named. Returns the cookie header of the session. */
export async function signIn(server: Server, person: Credentials = ADMIN): Promise<string> {
  return (await attempt(server, person)).cookie;
}

export type Credentials = { email: string; password: string };
/** What came of an attempt to sign in: why not, or null, and the cookies that came along. */
export type Attempt = { refused: string | null; cookie: string };

/** Attempts to sign in as the form does, with further headers: `x-forwarded-for`, or a `cookie` of an earlier time. */
export async function attempt(
  { url }: Server,
  person: Credentials,
  { cookie = '', ...headers }: Record<string, string> = {},
): Promise<Attempt> {
  const { token, cookies } = await csrf(url);
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, cookie: [cookies, cookie].filter(Boolean).join('; ') },
    body: new URLSearchParams({ ...person, csrfToken: token, callbackUrl: url }),
  });
  const to = new URL(answer.headers.get('location') ?? '/', url).searchParams;
  return { refused: to.get('error') && (to.get('code') ?? to.get('error')), cookie: cookiesOf(answer) };
}

/** The token that a write to the sign-in library needs, and the cookie that belongs to it. */
export async function csrf(url: string): Promise<{ token: string; cookies: string }> {
  const answer = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  return { token: csrfToken, cookies: cookiesOf(answer) };
}

/** The cookies that an answer sets, as a browser sends them back. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
