import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createNetServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { localSocket } from '#lib/host/child-processes.ts';
import { openGateway } from '#lib/host/gateway.ts';
import { proxyToPages } from '#lib/host/pages-proxy.ts';
import type { Receiver } from '#lib/receiver.ts';

/** No request of these tests reaches the inbox. */
const RECEIVER = { contextOf: () => expect.unreachable() } as unknown as Receiver;

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A gateway in front of a given pages server. Returns its port. */
async function frontBefore(pages: { listen(path: string, done: () => void): unknown; close(): unknown }) {
  const { path, remove } = localSocket();
  await new Promise<void>((listening) => void pages.listen(path, listening));
  const gateway = openGateway({
    receiver: RECEIVER,
    own: new Map(),
    remoteOf: ({ headers }) => ({ address: '192.0.2.1', protocol: 'http', host: headers.host }),
    isStopping: () => false,
    changesProtocol: false,
  });
  gateway.openPages(proxyToPages(path), () => true);
  await new Promise<void>((listening) => gateway.server.listen(0, '127.0.0.1', listening));
  endings.push(
    remove,
    () => pages.close(),
    () => closeAll(gateway.server),
  );
  return (gateway.server.address() as AddressInfo).port;
}

function closeAll(server: Server): void {
  server.close();
  server.closeAllConnections();
}

const pagesThat = (answer: RequestListener) => createServer(answer);

function send(port: number, text: string): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(text)).on('error', () => {});
  endings.push(() => socket.destroy());
  return socket;
}

/** The status line of the response. */
async function answerTo(port: number, text: string): Promise<string> {
  const [chunk] = await Promise.race([
    once(send(port, text), 'data'),
    once(send(port, text), 'close').then(() => ['closed without an answer']),
  ]);
  return String(chunk).split('\r\n')[0] ?? '';
}

const page = (port: number) => answerTo(port, 'GET /page HTTP/1.1\r\nhost: a\r\n\r\n');

describe('the gateway', () => {
  it.each(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'POST'])(
    'never reads the body of a %s as another request',
    async (method) => {
      let sent = '';
      const seen = Promise.withResolvers<void>();
      const pages = createNetServer((socket) => {
        socket.on('error', () => {});
        socket.on('data', (chunk) => {
          sent += chunk;
          if (!sent.includes('x-fairlead-remote: 9.9.9.9')) return;
          seen.resolve();
          socket.destroy();
        });
      });
      const port = await frontBefore(pages);
      const hidden = 'POST /api/auth HTTP/1.1\r\nhost: a\r\nx-fairlead-remote: 9.9.9.9\r\n\r\n';
      const chunks = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
      send(port, `${method} / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${chunks}`);
      await seen.promise;
      const [head = ''] = sent.split('\r\n\r\n');
      expect(head.toLowerCase()).toContain(`content-length: ${hidden.length}`);
      expect(head).toContain('x-fairlead-remote: 192.0.2.1');
    },
  );

  it('answers clients that offer an upgrade to HTTP/2', async () => {
    const port = await frontBefore(pagesThat((_request, response) => response.end('page')));
    const offer = 'host: a\r\nconnection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
    const webhook = `POST /api/webhooks/nobody HTTP/1.1\r\n${offer}content-length: 2\r\n\r\n{}`;
    expect(await answerTo(port, webhook)).toContain(' 404 ');
    expect(await answerTo(port, `GET / HTTP/1.1\r\n${offer}\r\n`)).toContain(' 200 ');
    expect(
      await answerTo(port, `GET http://b/ HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`),
    ).toContain(' 200 ');
  });

  it('answers 400 to an invalid Host header', async () => {
    const port = await frontBefore(pagesThat((_request, response) => response.writeHead(500).end()));
    for (const host of ['', 'a b', '<a>', 'a/b', 'a:b', 'a:99999', '\u00ff'])
      expect([host, await answerTo(port, `GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`)]).toEqual([
        host,
        'HTTP/1.1 400 Bad Request',
      ]);
  });

  it('does not forward hop-by-hop headers', async () => {
    const header = Promise.withResolvers<unknown>();
    const port = await frontBefore(
      pagesThat(({ headers }, response) => {
        header.resolve(headers['x-own']);
        response.end();
      }),
    );
    send(port, 'GET / HTTP/1.1\r\nhost: a\r\nconnection: close, X-Own\r\nx-own: 1\r\n\r\n');
    expect(await header.promise).toBeUndefined();
  });

  it('serves pages while other clients send slowly', async () => {
    const port = await frontBefore(
      pagesThat((request, response) => request.resume().on('end', () => response.end('page'))),
    );
    for (let at = 0; at < 600; at += 1)
      send(port, 'POST /api/auth/x HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\nx');
    expect(await page(port)).toContain(' 200 ');
  });

  it('serves pages while other clients do not read', async () => {
    const large = Buffer.alloc(700_000, 'x');
    const port = await frontBefore(pagesThat(({ url }, response) => response.end(url === '/page' ? 'page' : large)));
    const many = 'GET /large HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(10);
    for (let at = 0; at < 40; at += 1) send(port, many).pause();
    expect(await page(port)).toContain(' 200 ');
  });

  it('forwards a complete response to a slow client', async () => {
    const large = Buffer.alloc(9_000_000, 'x');
    const port = await frontBefore(pagesThat((_request, response) => response.end(large)));
    const response = await fetch(`http://127.0.0.1:${port}/`);
    let length = 0;
    for await (const chunk of response.body ?? []) length += chunk.length;
    expect(length).toBe(large.length);
  });
});
