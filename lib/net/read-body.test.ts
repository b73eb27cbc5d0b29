import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { BODY_TIMEOUT_MS, type BodyRead, MAX_BODY_BYTES, readBody, readRequest } from './read-body.ts';

type Seen = { read: BodyRead; listeners: number };

describe('the body of a request', async () => {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const read = await readBody(request);
    seen.push({ read, listeners: listenersOf(request) });
    response.end(read.ok ? read.body : read.reason);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  afterAll(() => server.close());

  /** Sends parts of a request, one after another, and returns the response. */
  async function send(...parts: string[]): Promise<string> {
    seen.length = 0;
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').setNoDelay();
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    for (const part of parts) {
      socket.write(part);
      await sleep(20);
    }
    await expect.poll(() => answer).toMatch(/\r\n\r\n/);
    socket.destroy();
    return answer;
  }

  it('that arrives with the headers is taken without a listener or timer', async () => {
    expect(await send(`${post('content-length: 5')}hello`)).toMatch(/hello$/);
    expect(seen.map(({ listeners }) => listeners)).toEqual([0]);
  });

  it.each([
    ['arrives in two parts', [`${post('content-length: 5')}he`, 'llo'], 'hello'],
    ['arrives after its headers', [post('content-length: 5'), 'hello'], 'hello'],
    ['is chunked', [`${post('transfer-encoding: chunked')}2\r\nhe\r\n`, '3\r\nllo\r\n0\r\n\r\n'], 'hello'],
    ['is empty', [post('content-length: 0')], ''],
    ['has no length', [post('accept: */*')], ''],
  ])('that %s is read to its end', async (_how, parts, body) => {
    await send(...parts);
    expect(seen.map(({ read }) => read.ok && read.body.toString())).toEqual([body]);
  });

  it('ends where the next request on its connection begins', async () => {
    await send(`${post('content-length: 3')}one${post('content-length: 3')}two`, `${post('content-length: 5')}three`);
    await expect.poll(() => seen.map(({ read }) => read.ok && read.body.toString())).toEqual(['one', 'two', 'three']);
  });

  it('that is cut off is no body', async () => {
    seen.length = 0;
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.end(`${post('content-length: 5')}hel`, () => socket.destroy());
    await expect.poll(() => seen.map(({ read }) => read)).toMatchObject([{ ok: false, status: 400 }]);
  });
});

const post = (header: string) => `POST / HTTP/1.1\r\nhost: localhost\r\n${header}\r\n\r\n`;

const listenersOf = (request: IncomingMessage) => request.listenerCount('data') + request.listenerCount('no-room');

describe('the body of a web request', () => {
  /** A request whose body is a stream that somebody else fills. */
  function requestOf(source: UnderlyingDefaultSource<Uint8Array>, headers: Record<string, string>): Request {
    const body = new ReadableStream<Uint8Array>(source);
    return new Request('http://127.0.0.1/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  }

  const parts: UnderlyingDefaultSource<Uint8Array> = {
    start(controller) {
      for (const part of ['hel', 'lo']) controller.enqueue(Buffer.from(part));
      controller.close();
    },
  };

  it.each([{ 'content-length': '5' }, {}])(
    'is all of its bytes, with the headers %j',
    async (headers: Record<string, string>) => {
      const read = await readRequest(requestOf(parts, headers));
      expect(read.ok && read.body.toString()).toBe('hello');
    },
  );

  it('without a body is empty', async () => {
    expect(await readRequest(new Request('http://127.0.0.1/'))).toEqual({ ok: true, body: Buffer.alloc(0) });
  });

  it('is not read if its stated length is too large', async () => {
    const request = requestOf(parts, { 'content-length': String(MAX_BODY_BYTES + 1) });
    expect(await readRequest(request)).toMatchObject({ ok: false, status: 413 });
    expect(request.bodyUsed).toBe(false);
  });

  it.each([{ 'content-length': '5' }, {}])(
    'that breaks off is an error, with the headers %j',
    async (headers: Record<string, string>) => {
      const source = { pull: () => Promise.reject(new Error('gone')) };
      const read = await readRequest(requestOf(source, headers));
      expect(read).toMatchObject({ ok: false, status: 400 });
    },
  );

  it.each([{ 'content-length': '5' }, {}])(
    'that does not end is given up, with the headers %j',
    async (headers: Record<string, string>) => {
      vi.useFakeTimers();
      try {
        const reading = readRequest(requestOf({ pull: () => new Promise(() => {}) }, headers));
        await vi.advanceTimersByTimeAsync(BODY_TIMEOUT_MS);
        expect(await reading).toMatchObject({ ok: false, status: 408 });
      } finally {
        vi.useRealTimers();
      }
    },
  );
});
