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
/** Live streams stay open and cost next to nothing: they are counted apart. */
const STREAMS: AdmissionLimits = { working: 1_000, waiting: 0, waitMs: 0 };
const STREAM_PATH = /^\/api\/live(\?|$)/;
/** Bytes of a request body: sign-in takes a few lines, everything else what a webhook may have. */
const MAX_REQUEST = { '/api/auth/': 64 * 1024, '/': 1024 * 1024 };
/** Bytes that all requests, and all answers that nobody has read yet, may hold together. */
const IN_MEMORY = { requests: 16 * 1024 * 1024, answers: 32 * 1024 * 1024 };
/** Bytes of an answer that are taken from the pages before its reader has read them. */
const AHEAD = { page: 1024 * 1024, stream: 64 * 1024 };

export type PagesProxy = {
  /** Hands a request over to the process of the pages. */
  forward(request: IncomingMessage, response: ServerResponse, remote: RemoteAddress): Promise<void>;
  /** Hands a connection over that changes its protocol: the development server talks to browsers so. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  inFlight(): { pages: number; streams: number };
};

/** Where the pages listen, and how much of their answers may wait to be read. */
type Line = { agent: Agent; socketPath: string; unread: ByteBudget };

/** A request with its whole body, and the address of its client. */
type ReadRequest = { request: IncomingMessage; body: Buffer; remote: RemoteAddress };

/**
 * The way from the gateway to the process of the pages, over a local socket. Only so many requests are there at once;
 * further ones wait, and beyond that are refused with 503, so that a flood of pages fills no memory and delays no webhook.
 * A request goes there when it is whole, and its turn is over when its answer was taken over: who sends or reads slowly
 * takes nobody's turn, and no byte of a body can pass for a request of its own.
 */
export function proxyToPages(socketPath: string): PagesProxy {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: PAGES.working });
  const line: Line = { agent, socketPath, unread: byteBudget(IN_MEMORY.answers) };
  const arriving = byteBudget(IN_MEMORY.requests);
  const pages = admission(PAGES);
  const streams = admission(STREAMS);
  return {
    inFlight: () => ({ pages: pages.working(), streams: streams.working() }),
    async forward(request, response, remote) {
      if (!isHost(remote.host)) return closeAfter(request, response, 400, problem(400, 'The host is not a name'));
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

/** The whole body; null when it was refused. Its bytes are counted until the request is over. */
async function bodyOf(
  request: IncomingMessage,
  response: ServerResponse,
  arriving: ByteBudget,
): Promise<Buffer | null> {
  const most = request.url?.startsWith('/api/auth/') ? MAX_REQUEST['/api/auth/'] : MAX_REQUEST['/'];
  if (Number(request.headers['content-length']) > most) {
    closeAfter(request, response, 413, problem(413, 'The body is too large'));
    return null;
  }
  const lease = arriving.lease(() => request.emit('no-room'));
  response.once('close', () => lease.release());
  const read = await readBody(request, { lease, most });
  if (read.ok) return read.body;
  if (read.status === 503) response.setHeader('retry-after', '5');
  closeAfter(request, response, read.status, problem(read.status, read.reason));
  return null;
}

/** One request and its answer. */
function exchange(line: Line, read: ReadRequest, response: ServerResponse, done: () => void): void {
  const { request, body, remote } = read;
  const { method, url: path = '/' } = request;
  const headers = requestHeaders(request, body, remote);
  const upstream = open({ agent: line.agent, socketPath: line.socketPath, method, path, headers });
  upstream.once('response', (answer) => {
    if (response.headersSent || response.destroyed) return answer.destroy();
    response.writeHead(answer.statusCode ?? 502, responseHeaders(answer.headers));
    answer.once('close', done);
    readAhead(answer, response, { budget: line.unread, most: isStream(request) ? AHEAD.stream : AHEAD.page });
  });
  upstream.once('error', () => {
    if (response.headersSent || response.destroyed) return;
    // A kept connection that ended as it was used says nothing about the request; one that changes nothing can be asked again.
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
