import { Agent, type IncomingMessage, request as open, type ServerResponse } from 'node:http';
import { type Duplex, pipeline } from 'node:stream';
import { readBody } from '#lib/net/read-body.ts';
import { problem } from '#lib/problem.ts';
import { type AdmissionLimits, admission } from './admission.ts';
import { type ByteBudget, byteBudget } from './byte-budget.ts';
import { isHost, requestHeaders, responseHeaders } from './forwarded-headers.ts';
import { limitLiveConnection } from './live-timeout.ts';
import { readAhead } from './read-ahead.ts';
import type { RemoteAddress } from './remote-address.ts';
import { closeAfter } from './send-json.ts';
import { startingPage } from './starting-page.ts';

const PAGES: AdmissionLimits = { working: 32, waiting: 512, waitMs: 10_000 };
/** Live streams stay open and cost little, so they have a limit of their own. */
const STREAMS: AdmissionLimits = { working: 1_000, waiting: 0, waitMs: 0 };
const STREAM_PATH = /^\/api\/live(\?|$)/;
/** Maximum size of a request body, by the beginning of the path. */
const MAX_REQUEST = { '/api/auth/': 64 * 1024, '/': 1024 * 1024 };
/** Maximum of bytes in memory, of all requests, and of all unread answers. */
const MAX_BYTES_IN_MEMORY = { requests: 16 * 1024 * 1024, answers: 32 * 1024 * 1024 };
/** Bytes of one answer that are buffered ahead of its client. */
const READ_AHEAD_BYTES = { page: 1024 * 1024, stream: 64 * 1024 };

export type PagesProxy = {
  /** Forwards a request to the process of the pages. */
  forward(request: IncomingMessage, response: ServerResponse, remote: RemoteAddress): Promise<void>;
  /** Forwards a connection that upgrades its protocol, as browsers do with the development server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  inFlight(): { pages: number; streams: number };
};

/** The socket of the pages, and the budget for unread answers. */
type Line = { agent: Agent; socketPath: string; unread: ByteBudget };

/** A request with its whole body, and the address of its client. */
type ReadRequest = { request: IncomingMessage; body: Buffer; remote: RemoteAddress };

/**
 * Forwards requests from the gateway to the process of the pages, over a local socket. A limited number is forwarded at a time;
 * further ones wait, and beyond that are answered 503, so that a flood of page requests neither fills the memory nor delays a
 * webhook. A request is forwarded when its body is complete, and counts as finished when its answer is buffered. So slow clients
 * block no other request, and no part of a body can be mistaken for a request.
 */
export function proxyToPages(socketPath: string): PagesProxy {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: PAGES.working });
  const line: Line = { agent, socketPath, unread: byteBudget(MAX_BYTES_IN_MEMORY.answers) };
  const arriving = byteBudget(MAX_BYTES_IN_MEMORY.requests);
  const pages = admission(PAGES);
  const streams = admission(STREAMS);
  return {
    inFlight: () => ({ pages: pages.working(), streams: streams.working() }),
    async forward(request, response, remote) {
      if (!isHost(remote.host)) return closeAfter(request, response, 400, problem(400, 'The host is invalid'));
      limitLiveConnection(request);
      const body = await bodyOf(request, response, arriving);
      if (body === null) return;
      const { admit } = isStream(request) ? streams : pages;
      admit(
        response,
        (done) => exchange(line, { request, body, remote }, response, done),
        () => refuseBusy(request, response),
      );
    },
    upgrade: (request, socket, head) => upgrade(socketPath, request, socket, head),
  };
}

const isStream = ({ url = '' }: IncomingMessage) => STREAM_PATH.test(url);

function refuseBusy(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('retry-after', '2');
  closeAfter(request, response, 503, problem(503, 'The pages are busy. Try again in a moment.'));
}

/** The whole body; null if it was rejected. Its bytes count against the budget until the request is finished. */
async function bodyOf(
  request: IncomingMessage,
  response: ServerResponse,
  arriving: ByteBudget,
): Promise<Buffer | null> {
  const maxBytes = request.url?.startsWith('/api/auth/') ? MAX_REQUEST['/api/auth/'] : MAX_REQUEST['/'];
  if (Number(request.headers['content-length']) > maxBytes) {
    closeAfter(request, response, 413, problem(413, 'The body is too large'));
    return null;
  }
  const lease = arriving.lease(() => request.emit('no-room'));
  response.once('close', () => lease.release());
  const read = await readBody(request, { lease, maxBytes });
  if (read.ok) return read.body;
  if (read.status === 503) response.setHeader('retry-after', '5');
  closeAfter(request, response, read.status, problem(read.status, read.reason));
  return null;
}

/** Sends one request to the pages and passes the answer on. */
function exchange(line: Line, read: ReadRequest, response: ServerResponse, done: () => void): void {
  const { request, body, remote } = read;
  const { method, url: path = '/' } = request;
  const headers = requestHeaders(request, body, remote);
  const upstream = open({ agent: line.agent, socketPath: line.socketPath, method, path, headers });
  upstream.once('response', (answer) => {
    if (response.headersSent || response.destroyed) return answer.destroy();
    response.writeHead(answer.statusCode ?? 502, responseHeaders(answer.headers));
    answer.once('close', done);
    readAhead(answer, response, {
      budget: line.unread,
      maxBufferedBytes: isStream(request) ? READ_AHEAD_BYTES.stream : READ_AHEAD_BYTES.page,
    });
  });
  upstream.once('error', () => {
    if (response.headersSent || response.destroyed) return;
    // A reused connection may have been closed at that moment: a request that changes nothing is sent again.
    if (upstream.reusedSocket && (method === 'GET' || method === 'HEAD')) return exchange(line, read, response, done);
    startingPage(request, response);
  });
  response.once('close', () => upstream.destroy());
  upstream.end(body);
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
