import { ADMIN, API_TOKEN, type Server } from './server.ts';

const BEARER = { authorization: `Bearer ${API_TOKEN}` };

export type Ask = (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>;

/** Asks the REST API of a server with its token, or with other headers instead. */
export function asking({ url }: Server): Ask {
  return (path, headers = BEARER, method = 'GET') => fetch(`${url}/api/v1${path}`, { headers, method });
}

export { BEARER };

/** Signs a person in as the form does, the admin unless another is named. Returns the cookie header of the session. */
export async function signIn({ url }: Server, person: { email: string; password: string } = ADMIN): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies(first) },
    body: new URLSearchParams({ ...person, csrfToken, callbackUrl: url }),
  });
  return cookies(answer);
}

function cookies(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
