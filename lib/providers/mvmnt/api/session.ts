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

const BASE = 'https://api.mvmnt.io/v1';
const TOKEN_URL = 'https://api.mvmnt.io/oauth2/token';

/** The keys of the environment that belong to the API. */
export const KEYS = ['MVMNT_API_URL', 'MVMNT_TOKEN_URL', 'MVMNT_CLIENT_ID', 'MVMNT_CLIENT_SECRET'] as const;

/** The client of an application. */
export const CREDENTIALS = [['MVMNT_CLIENT_ID', 'MVMNT_CLIENT_SECRET']] as const;

export type Session = { send(request: Omit<ApiRequest, 'headers'>): Promise<ApiAnswer> };

/** Opens a session with the client in the environment; null without one. */
export function openSession({ env, createClient, token }: ApiTools): Session | null {
  const { MVMNT_CLIENT_ID: id, MVMNT_CLIENT_SECRET: secret } = env;
  if (!id || !secret) return null;
  const call = createClient((env.MVMNT_API_URL || BASE).replace(/\/+$/, ''));
  const tokenUrl = new URL(env.MVMNT_TOKEN_URL || tokenUrlFor(env.MVMNT_API_URL));
  const requestToken = createClient(tokenUrl.origin);
  const bearer = (rejected?: string) => token(() => renew(requestToken, tokenUrl.pathname, id, secret), rejected);
  const send = (request: Omit<ApiRequest, 'headers'>, holder: string) =>
    call({ ...request, headers: { authorization: `Bearer ${holder}` } });
  return {
    async send(request) {
      const first = await bearer();
      const answer = await send(request, first);
      return answer.status === 401 ? send(request, await bearer(first)) : answer;
    },
  };
}

/** An API at another address issues its tokens there too. */
function tokenUrlFor(api: string | undefined): string {
  return api ? new URL('/oauth2/token', api).href : TOKEN_URL;
}

async function renew(call: Call, path: string, id: string, secret: string): Promise<Token> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
  const { status, body: granted } = await call({ method: 'POST', path, body, repeatable: true });
  const token = isObject(granted) ? textOf(granted.access_token) : undefined;
  if (status !== 200 || !isObject(granted) || !token) throw new TokenRejected(`no token: ${reasonIn(granted, status)}`);
  const life = Number(granted.expires_in ?? 3_600);
  return { token, expiresAt: new Date(Date.now() + life * 1_000).toISOString() };
}

/** The reason in an error of the API, in any of its three forms. */
export function reasonIn(body: unknown, status: number): string {
  if (!isObject(body)) return `answered ${status}`;
  const error = isObject(body.error) ? body.error : body;
  return (
    textOf(error.message) ?? textOf(error.detail) ?? textOf(error.title) ?? textOf(body.error) ?? `answered ${status}`
  );
}

/** The body of an answer; null for 404. Throws `AnswerRejected` for other errors. */
export function bodyOf({ status, body }: ApiAnswer, what: string): unknown {
  if (status === 404) return null;
  if (status >= 400) throw new AnswerRejected(status, `${what}: ${reasonIn(body, status)}`);
  return body;
}
