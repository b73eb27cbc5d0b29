import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `hangs`: the request is accepted or refused, and gets no answer. */
type Answer = { status: number; headers?: Record<string, string>; body?: string; hangs?: boolean };

export type SlackServer = {
  /** The URL of an incoming webhook. */
  url: string;
  /** The texts that were posted and accepted, in order. */
  posted: string[];
  /** The Web API of the workspace, for a bot with `SLACK_BOT`. */
  apiUrl: string;
  /** The calls of the Web API that were accepted, in order. */
  calls: SlackCall[];
  /** The e-mail addresses of its users, by id. */
  users: Record<string, string>;
  /** When each request arrived, milliseconds. */
  times: number[];
  /** How many requests got no answer. */
  hung: () => number;
  /** The answers to the next requests; 200 when there are none left. */
  answers: Answer[];
  stop(): Promise<void>;
};

/** A call of the Web API, or an answer to a pressed button. */
export type SlackCall = { method: string; body: Record<string, unknown>; answer: object };

/** The token of the bot. */
export const SLACK_BOT = 'xoxb-token-of-tests';

/** Starts a stand-in for Slack: incoming webhooks, which are answered `ok`, and the methods of the Web API that the product calls. */
export async function startSlackServer(): Promise<SlackServer> {
  const posted: string[] = [];
  const times: number[] = [];
  const answers: Answer[] = [];
  const calls: SlackCall[] = [];
  let hung = 0;
  const users: Record<string, string> = {};
  const messages = new Set<string>();
  const refuse = (error: string) => ({ ok: false, error });
  const answerTo = (method: string, { channel, ts, user }: Record<string, unknown>): object => {
    if (method === 'response') return { ok: true };
    if (method === 'users.info') {
      const email = users[String(user)];
      return email
        ? { ok: true, user: { id: user, tz: 'Europe/Berlin', profile: { email } } }
        : refuse('user_not_found');
    }
    if (method === 'chat.update' && !messages.has(`${channel} ${ts}`)) return refuse('message_not_found');
    const posted = method === 'chat.update' ? String(ts) : `1700000000.${String(messages.size + 1).padStart(6, '0')}`;
    messages.add(`${channel} ${posted}`);
    return { ok: true, channel, ts: posted };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      times.push(Date.now());
      const { status, headers = {}, body = 'ok', hangs = false } = answers.shift() ?? { status: 200 };
      const sent = Buffer.concat(chunks).toString();
      const isForm = /form-urlencoded/.test(request.headers['content-type'] ?? '');
      const given = (isForm ? Object.fromEntries(new URLSearchParams(sent)) : JSON.parse(sent)) as Record<
        string,
        unknown
      >;
      const { pathname } = new URL(request.url ?? '', 'http://slack');
      if (pathname.startsWith('/services/')) {
        if (status === 200) posted.push(String(given.text));
        if (hangs) {
          hung += 1;
          return;
        }
        return void response.writeHead(status, headers).end(body);
      }
      const method = pathname.split('/').at(-1) ?? '';
      const isAllowed = method === 'response' || request.headers.authorization === `Bearer ${SLACK_BOT}`;
      if (status !== 200 && hangs) {
        hung += 1;
        return;
      }
      const answer = isAllowed ? answerTo(method, given) : refuse('invalid_auth');
      const scripted = body === 'ok' ? answer : (JSON.parse(body) as object);
      if (status === 200 && 'ok' in scripted && scripted.ok) calls.push({ method, body: given, answer });
      if (hangs) {
        hung += 1;
        return;
      }
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(scripted));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/services/T0/B0/secret`,
    apiUrl: `http://127.0.0.1:${port}/api`,
    calls,
    users,
    posted,
    times,
    hung: () => hung,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
