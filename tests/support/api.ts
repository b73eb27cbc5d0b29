import { ADMIN, API_TOKEN, type Server } from './server.ts';

const BEARER = { authorization: `Bearer ${API_TOKEN}` };

export type ApiClient = (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>;

/** Sends requests to the REST API of a server, with its token unless other headers are given. */
export function apiClient({ url }: Server): ApiClient {
  return (path, headers = BEARER, method = 'GET') => fetch(`${url}/api/v1${path}`, { headers, method });
}

export { BEARER };

/** Signs in as the form does, by default the admin. Returns the cookie header of the session. */
export async function signIn(server: { url: string }, credentials: Credentials = ADMIN): Promise<string> {
  return (await attemptSignIn(server, credentials)).cookie;
}

export type Credentials = { email: string; password: string };
/** The result of a sign-in: the error or null, and the cookies of the response. */
export type SignInAttempt = { refused: string | null; cookie: string };

/** Attempts to sign in as the form does, with further headers: `x-forwarded-for`, or an earlier `cookie`. */
export async function attemptSignIn(
  { url }: { url: string },
  credentials: Credentials,
  { cookie = '', ...headers }: Record<string, string> = {},
): Promise<SignInAttempt> {
  const { token, cookies } = await csrf(url);
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, cookie: [cookies, cookie].filter(Boolean).join('; ') },
    body: new URLSearchParams({ ...credentials, csrfToken: token, callbackUrl: url }),
  });
  const to = new URL(answer.headers.get('location') ?? '/', url).searchParams;
  return { refused: to.get('error') && (to.get('code') ?? to.get('error')), cookie: cookiesOf(answer) };
}

/** The CSRF token that sign-in requires, and its cookie. */
export async function csrf(url: string): Promise<{ token: string; cookies: string }> {
  const answer = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  return { token: csrfToken, cookies: cookiesOf(answer) };
}

/** The cookies that a response sets, as a browser sends them back. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
