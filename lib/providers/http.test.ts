import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { Unavailable, Unreadable } from '#lib/errors.ts';
import { createHttpClient, type HttpAttempt, type HttpOptions } from './http.ts';

let answer: RequestListener = () => {};
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  answer(request, response);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const QUICK: HttpOptions = { delay: 1 };

function answering(...answers: { status?: number; headers?: Record<string, string>; text?: string }[]): void {
  requests = 0;
  answer = (_, response) => {
    const { status = 200, headers = {}, text = '{"ok":true}' } = answers[Math.min(requests, answers.length) - 1] ?? {};
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  };
}

const get = (options: HttpOptions = {}) =>
  createHttpClient(base, { ...QUICK, ...options })({ method: 'GET', path: '/things' });

describe('a request to an API', () => {
  it('is sent to a path of the base URL, and its response parsed as JSON', async () => {
    let seen = '';
    answer = (request, response) => {
      seen = `${request.method} ${request.url} ${request.headers['content-type']}`;
      response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{"code":"none"}');
    };
    const call = createHttpClient(base, QUICK);
    expect(await call({ method: 'POST', path: '/things?per=100', body: { a: 1 } })).toMatchObject({
      status: 404,
      body: { code: 'none' },
    });
    expect(seen).toBe('POST /api/things?per=100 application/json');
  });

  it('is sent to no other host', async () => {
    const call = createHttpClient('http://127.0.0.1:1', QUICK);
    await expect(call({ method: 'GET', path: '@example.com/' })).rejects.toThrow(Unreadable);
  });

  it.each([
    ['a redirect', { status: 302, headers: { location: '/' } }, /leads elsewhere \(302\)/],
    ['a page', { headers: { 'content-type': 'text/html' }, text: '<html>' }, /answered 200 with text\/html, not JSON/],
    ['broken JSON', { text: '{"a":' }, /broken JSON/],
  ])('rejects %s', async (_, one, message) => {
    answering(one);
    await expect(get()).rejects.toThrow(message);
    expect(requests).toBe(1);
  });

  it('is retried without a response, five times at most', async () => {
    answering({ status: 503 }, { status: 500 }, {});
    expect(await get()).toMatchObject({ status: 200 });
    expect(requests).toBe(3);
    answering({ status: 502 });
    await expect(get()).rejects.toThrow(Unavailable);
    expect(requests).toBe(5);
  });

  it('is not retried if it may have had an effect, unless it was throttled', async () => {
    const post = (repeatable?: boolean) =>
      createHttpClient(
        base,
        QUICK,
      )({ method: 'POST', path: '/things', body: {}, ...(repeatable !== undefined && { repeatable }) });
    answering({ status: 503 }, {});
    await expect(post()).rejects.toThrow(/answered 503/);
    answering({ status: 429 }, {});
    expect(await post()).toMatchObject({ status: 200 });
    answering({ status: 429 }, {});
    await expect(post(false)).rejects.toThrow(/answered 429/);
    answering({ status: 503 }, {});
    expect(await post(true)).toMatchObject({ status: 200 });
  });

  it('that hangs counts as unavailable', async () => {
    requests = 0;
    answer = () => {};
    await expect(get({ attempts: 2, timeout: 200 })).rejects.toThrow(/no answer within 0.2 s/);
    expect(requests).toBe(2);
  });

  it('waits for the rate limiter, and reports each attempt', async () => {
    const attempts: HttpAttempt[] = [];
    const before = vi.fn(async () => {});
    answering({ status: 429, headers: { 'retry-after': '1' } }, { status: 500 }, {});
    await get({ before, after: async (attempt) => void attempts.push(attempt) });
    expect(before).toHaveBeenCalledTimes(3);
    expect(attempts).toEqual([
      { failed: null, retryAfter: 1_000 },
      { failed: 'answered 500', retryAfter: undefined },
      { failed: null, retryAfter: undefined },
    ]);
  });

  it('fails instead of waiting long', async () => {
    answering({ status: 429, headers: { 'retry-after': '3600' } });
    await expect(get()).rejects.toThrow(Unavailable);
    expect(requests).toBe(1);
  });

  it('has the time of the Date header, never later than the local time', async () => {
    const ahead = 3 * 3_600_000;
    answer = (_, response) => {
      const date = new Date(Date.now() + ahead).toUTCString();
      response.writeHead(200, { 'content-type': 'application/json', date }).end('{}');
    };
    const { requestedAt } = await get();
    const late = Date.now() + ahead - Date.parse(requestedAt);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(2_000);
  });
});
