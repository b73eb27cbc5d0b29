import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { RemoteAddress } from './remote-address.ts';

/** Hop-by-hop headers, which are not forwarded (RFC 9110, section 7.6.1). `expect` was answered by then. */
const HOP_BY_HOP = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade expect'.split(
    ' ',
  ),
);

const HOST = /^([\w.~-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/** Whether a `Host` header names a host. HTTP/1.0 has none. */
export function isHost(host: string | undefined): boolean {
  return host === undefined || (HOST.test(host) && URL.canParse(`http://${host}`));
}

/**
 * The headers of a request to the pages: those about the client's address are replaced by verified values, and the content length
 * is that of the received body.
 */
export function requestHeaders(request: IncomingMessage, body: Buffer, { address, protocol, host }: RemoteAddress) {
  const { 'content-length': _, ...sent } = withoutHops(request.headers);
  const bodiless = body.length === 0 && (request.method === 'GET' || request.method === 'HEAD');
  return {
    ...sent,
    ...(!bodiless && { 'content-length': String(body.length) }),
    'x-fairlead-remote': address,
    'x-forwarded-for': address,
    'x-forwarded-proto': protocol,
    ...(host !== undefined && { host, 'x-forwarded-host': host }),
  };
}

/** The headers of an answer of the pages, for the client. */
export function responseHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return withoutHops(headers);
}

/** The further hop-by-hop headers that a message lists in `connection`. */
function withoutHops(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = new Set(headers.connection?.split(',').map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name) && !named.has(name)));
}
