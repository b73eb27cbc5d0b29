import { Agent, type IncomingMessage, request as open, type ServerResponse } from 'node:http';
import { type Duplex, pipeline } from 'node:stream';
import { problem } from '#lib/problem.ts';
import { type AdmissionLimits, admission } from './admission.ts';
import { limitLiveConnection } from './live-timeout.ts';
import { closeAfter } from './send-json.ts';
import { whileStarting } from './waiting.ts';

const PAGES: AdmissionLimits = { working: 32, waiting: 512, waitMs: 10_000 };
/** Live streams stay open and cost next to nothing: they are counted apart. */
const STREAMS: AdmissionLimits = { working: 1_000, waiting: 0, waitMs: 0 };
const STREAM_PATH = /^\/api\/live(\?|$)/;
/** Bytes of a request body: sign-in takes a few lines, everything else what a webhook may have. */
const MAX_REQUEST = { '/api/auth/': 64 * 1024, '/': 1024 * 1024 };

/** Of one hop, never of the next (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

export type PagesLink = {
  /** Hands a request over to the process of the pages. */
  forward(request: IncomingMessage, response: ServerResponse, remote: Remote): void;
  /** Hands a connection over that changes its protocol: the development server talks to browsers so. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  inFlight(): { pages: number; streams: number };
};

/** Whom a request comes from, as far as that can be believed. */
export type Remote = { address: string; protocol: 'http' | 'https'; host: string | undefined };

/**
 * The way from the front door to the process of the pages, over a local socket. Only so many requests are there at once;
 * further ones wait, and beyond that are refused with 503, so that a flood of pages fills no memory and delays no webhook.
 */
export function linkToPages(socketPath: string): PagesLink {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: PAGES.working });
  const pages = admission(PAGES);
  const streams = admission(STREAMS);
  return {
    inFlight: () => ({ pages: pages.working(), streams: streams.working() }),
    forward(request, response, remote) {
      if (Number(request.headers['content-length']) > maxRequest(request.url)) return refuseLarge(request, response);
      limitLiveConnection(request);
      const { admit } = STREAM_PATH.test(request.url ?? '') ? streams : pages;
      admit(
        response,
        () => exchange(agent, socketPath, request, response, remote),
        () => refuseBusy(request, response),
      );
    },
    upgrade: (request, socket, head) => upgrade(socketPath, request, socket, head),
  };
}

function refuseBusy(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('retry-after', '2');
  closeAfter(request, response, 503, problem(503, 'The pages are busy. Try again in a moment.'));
}

function refuseLarge(request: IncomingMessage, response: ServerResponse): void {
  closeAfter(request, response, 413, problem(413, 'The body is too large'));
}

function maxRequest(url = ''): number {
  return url.startsWith('/api/auth/') ? MAX_REQUEST['/api/auth/'] : MAX_REQUEST['/'];
}

/** One request and its answer. */
function exchange(
  agent: Agent,
  socketPath: string,
  request: IncomingMessage,
  response: ServerResponse,
  remote: Remote,
): void {
  const { method, url = '/' } = request;
  const upstream = open({ agent, socketPath, method, path: url, headers: headersFor(request, remote) });
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maxRequest(url)) return;
    upstream.destroy();
    refuseLarge(request, response);
  });
  upstream.once('response', (answer) => {
    if (response.headersSent || response.destroyed) return answer.destroy();
    response.writeHead(answer.statusCode ?? 502, withoutHops(answer.headers));
    pipeline(answer, response, () => {});
  });
  upstream.once('error', () => {
    if (response.headersSent || response.destroyed) return;
    // A kept connection that ended as it was used says nothing about the request; without a body it can be asked again.
    if (upstream.reusedSocket && (method === 'GET' || method === 'HEAD'))
      return exchange(agent, socketPath, request, response, remote);
    whileStarting(request, response);
  });
  response.once('close', () => upstream.destroy());
  pipeline(request, upstream, () => {});
}

function withoutHops(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

/** What the pages learn of the request: what strangers claim about themselves is replaced by what we know. */
function headersFor(request: IncomingMessage, remote: Remote): IncomingMessage['headers'] {
  const { host } = remote;
  return {
    ...withoutHops(request.headers),
    'x-fairlead-remote': remote.address,
    'x-forwarded-for': remote.address,
    'x-forwarded-proto': remote.protocol,
    ...(host !== undefined && { host, 'x-forwarded-host': host }),
  };
}

function upgrade(socketPath: string, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const upstream = open({ socketPath, method: request.method, path: request.url, headers: request.headers });
  upstream.once('upgrade', (answer, far, rest) => {
    const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
    socket.write(rest);
    far.write(head);
    pipeline(socket, far, socket, () => {});
  });
  upstream.once('response', () => socket.destroy());
  upstream.once('error', () => socket.destroy());
  socket.once('error', () => upstream.destroy());
  upstream.end();
}
