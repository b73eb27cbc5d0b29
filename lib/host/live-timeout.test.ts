import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { limitLiveConnection } from './live-timeout.ts';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** A server whose response never ends, and a client that requests it and does not read. */
async function unread(path: string): Promise<ServerResponse> {
  const server = createServer((request) => limitLiveConnection(request, 100));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const answered = once(server, 'request');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  client.on('error', () => {});
  client.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`);
  endings.push(
    () => client.destroy(),
    () => server.close(),
  );
  const [, response] = (await answered) as [unknown, ServerResponse];
  const chunk = Buffer.alloc(1 << 20);
  for (let at = 0; at < 20; at++) response.write(chunk);
  return response;
}

describe('a live stream whose client does not read', () => {
  it('loses its connection', async () => {
    const response = await unread('/api/live');
    await once(response, 'close');
    expect(response.socket?.destroyed ?? true).toBe(true);
  });
});

describe('any other response', () => {
  it('is not closed', async () => {
    const response = await unread('/api/cron/reconcile');
    const limited = await unread('/api/live');
    await once(limited, 'close');
    expect(response.destroyed).toBe(false);
  });
});
