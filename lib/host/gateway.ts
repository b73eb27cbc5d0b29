import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { MAX_BODY_BYTES } from '#lib/net/read-body.ts';
import { problem } from '#lib/problem.ts';
import type { Receiver } from '#lib/receiver.ts';
import type { Vitals } from '#lib/vitals.ts';
import { byteBudget } from './byte-budget.ts';
import { limitConnections } from './connections.ts';
import type { PagesProxy } from './pages-proxy.ts';
import type { RemoteAddress } from './remote-address.ts';
import { closeAfter } from './send-json.ts';
import { startingPage } from './starting-page.ts';
import { webhookListener } from './webhook-listener.ts';

/** Limits for unknown clients. `bytes`: of all webhook bodies in memory. */
const LIMITS = {
  connections: 2_000,
  bodyBytes: 16 * 1024 * 1024,
  headersMs: 10_000,
  requestMs: 30_000,
  /** Timeout without traffic in either direction, during a request and between two. */
  silentMs: 65_000,
};

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export type Gateway = {
  server: Server;
  inFlight(): Vitals['inFlight'];
  /** Forwards requests for pages from now on. */
  openPages(link: PagesProxy, isReady: () => boolean): void;
};

export type GatewayOptions = {
  receiver: Receiver;
  /** Handlers of the addresses that the gateway answers itself, for GET and HEAD. */
  own: ReadonlyMap<string, RequestListener>;
  remoteOf: (request: IncomingMessage) => RemoteAddress;
  /** Whether this process is about to end; answers then close their connections. */
  isStopping: () => boolean;
  /**
   * Whether the pages also accept protocol upgrades, as the development server does. Otherwise an upgrade header is ignored, as
   * HTTP allows: some senders include one in each request.
   */
  changesProtocol: boolean;
};

/**
 * The public HTTP server. It answers webhooks, health and metrics itself and forwards all other requests to the process of the
 * pages, so that no page, sign-in or event delays the answer to a webhook.
 */
export function openGateway({ receiver, own, remoteOf, isStopping, changesProtocol }: GatewayOptions): Gateway {
  const budget = byteBudget(LIMITS.bodyBytes);
  const webhooks = webhookListener(receiver, budget, (request) => remoteOf(request).address);
  let pages: { link: PagesProxy; isReady: () => boolean } | undefined;
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    if (request.socket.destroyed) return;
    if (isStopping()) response.shouldKeepAlive = false;
    if (!METHODS.has(request.method ?? ''))
      return closeAfter(request, response, 405, problem(405, 'This method is not supported'));
    const target = targetOf(request.url ?? '');
    if (target === null) return closeAfter(request, response, 400, problem(400, 'The address is invalid'));
    request.url = target;
    if (webhooks.handle(request, response)) return;
    const answer = own.get(pathOf(request));
    if (answer && (request.method === 'GET' || request.method === 'HEAD')) return answer(request, response);
    if (!pages?.isReady()) return startingPage(request, response);
    void pages.link.forward(request, response, remoteOf(request));
  };
  const server = createServer(
    {
      headersTimeout: LIMITS.headersMs,
      requestTimeout: LIMITS.requestMs,
      // Another timeout between requests would replace the timer of the connection twice for each.
      keepAliveTimeout: 0,
      connectionsCheckingInterval: 2_000,
      shouldUpgradeCallback: ({ headers }) => changesProtocol && headers.upgrade?.toLowerCase() === 'websocket',
    },
    handle,
  );
  // A sender with `Expect: 100-continue` is answered at once if its body is too large, before it sends any of it.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (Number(request.headers['content-length']) <= MAX_BODY_BYTES) response.writeContinue();
    server.emit('request', request, response);
  });
  server.timeout = LIMITS.silentMs;
  if (changesProtocol)
    server.on('upgrade', (request: IncomingMessage, socket, head: Buffer) => {
      if (pages) pages.link.upgrade(request, socket, head);
      else socket.destroy();
    });
  const connections = limitConnections(server, LIMITS.connections);
  return {
    server,
    inFlight: () => ({
      webhooks: webhooks.inFlight(),
      ...(pages?.link.inFlight() ?? { pages: 0, streams: 0 }),
      bodyBytes: budget.used(),
      connections: connections(),
    }),
    openPages(link, isReady) {
      pages = { link, isReady };
    },
  };
}

const PLAIN = /^\/[\w\-./]*$/;

/** The path and query of a request target (RFC 9112, section 3.2), in ASCII; null for one that names no resource or is not UTF-8. */
function targetOf(url: string): string | null {
  if (PLAIN.test(url)) return url;
  const path = url.startsWith('/')
    ? url
    : /^https?:\/\//i.test(url) && URL.canParse(url)
      ? originForm(new URL(url))
      : null;
  if (path === null || !isDecodable(path)) return null;
  return path.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character.toWellFormed()));
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path.replace(/\?.*$/s, ''));
    return true;
  } catch {
    return false;
  }
}

const originForm = ({ pathname, search }: URL) => pathname + search;

function pathOf({ url = '' }: IncomingMessage): string {
  const cut = url.search(/[?#]/);
  return cut < 0 ? url : url.slice(0, cut);
}
