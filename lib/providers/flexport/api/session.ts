import { Unreadable } from '#lib/errors.ts';
import {
  AnswerRejected,
  type ApiAnswer,
  type ApiRequest,
  type ApiTools,
  type Call,
  type Token,
  TokenRejected,
} from '../../api.ts';
import { isObject, textOf } from '../read.ts';

const BASE = 'https://api.flexport.com';

/** The keys of the environment that belong to the API. */
export const KEYS = ['FLEXPORT_API_URL', 'FLEXPORT_API_TOKEN', 'FLEXPORT_CLIENT_ID', 'FLEXPORT_CLIENT_SECRET'] as const;

/** A token, or the client of an application. */
export const CREDENTIALS = [['FLEXPORT_API_TOKEN'], ['FLEXPORT_CLIENT_ID', 'FLEXPORT_CLIENT_SECRET']] as const;

/** Sends authenticated requests. */
export type Session = {
  /** Sends to a path below the base address, or to a link of the API; `null` for 404. */
  send(request: Omit<ApiRequest, 'headers'>): Promise<ApiAnswer>;
};

/** Opens a session with the key or client in the environment; null without one. */
export function openSession({ env, createClient, token }: ApiTools): Session | null {
  const { FLEXPORT_API_TOKEN: key, FLEXPORT_CLIENT_ID: id, FLEXPORT_CLIENT_SECRET: secret } = env;
  if (!key && !(id && secret)) return null;
  const base = (env.FLEXPORT_API_URL || BASE).replace(/\/+$/, '');
  const call = createClient(base);
  const bearer = (rejected?: string) =>
    key ? Promise.resolve(key) : token(() => renew(call, id ?? '', secret ?? ''), rejected);
  const send = (request: Omit<ApiRequest, 'headers'>, holder: string) =>
    // The version is pinned: an account's default may be a later one with other schemas.
    call({ ...request, headers: { authorization: `Bearer ${holder}`, 'flexport-version': '2' } });
  return {
    async send(request) {
      const path = pathBelow(base, request.path);
      const first = await bearer();
      const answer = await send({ ...request, path }, first);
      if (answer.status !== 401 || key) return answer;
      return send({ ...request, path }, await bearer(first));
    },
  };
}

/** Only ten tokens a day are issued, so all processes share one until it expires. */
async function renew(call: Call, id: string, secret: string): Promise<Token> {
  const body = {
    client_id: id,
    client_secret: secret,
    audience: BASE,
    grant_type: 'client_credentials',
  };
  const { status, body: granted } = await call({ method: 'POST', path: '/oauth/token', body, repeatable: false });
  const token = isObject(granted) ? textOf(granted.access_token) : undefined;
  if (status !== 200 || !isObject(granted) || !token) throw new TokenRejected(`no token: ${reasonIn(granted, status)}`);
  const life = Number(granted.expires_in ?? 86_400);
  return { token, expiresAt: new Date(Date.now() + life * 1_000).toISOString() };
}

/** A link of the API as a path below the base address; its host is ignored. */
function pathBelow(base: string, link: string): string {
  if (!/^https?:\/\//.test(link)) return link;
  const { pathname, search } = new URL(link);
  const prefix = new URL(base).pathname.replace(/\/+$/, '');
  return (prefix !== '' && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname) + search;
}

/** The reason in an error of the API, in either of its forms. */
export function reasonIn(body: unknown, status: number): string {
  if (!isObject(body)) return `answered ${status}`;
  const [first] = Array.isArray(body.errors) ? body.errors : [];
  const error = isObject(body.error) ? body.error : isObject(first) ? first : {};
  return textOf(error.message) ?? textOf(error.code) ?? `answered ${status}`;
}

/** The `data` of an answer; null for 404. Throws `AnswerRejected` for other errors, `Unreadable` without data. */
export function dataOf({ status, body }: ApiAnswer, what: string): unknown {
  if (status === 404) return null;
  if (status >= 400) throw new AnswerRejected(status, `${what}: ${reasonIn(body, status)}`);
  if (!isObject(body) || body.data === undefined) throw new Unreadable(`${what}: the answer has no data`);
  return body.data;
}
