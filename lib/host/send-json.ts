import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '#lib/env.ts';
import { HSTS, NO_CONTENT_POLICY, securityHeaders, strictTransport } from '#lib/net/security-headers.ts';

/** The security headers of the gateway's own answers, JSON and text. */
export function gatewayHeaders(): Readonly<Record<string, string>> {
  return {
    ...securityHeaders(),
    'content-security-policy': NO_CONTENT_POLICY,
    ...(env().APP_URL?.startsWith('https://') && { [HSTS]: strictTransport }),
  };
}

/** The headers of JSON as alternating names and values, which Node writes fastest. */
let jsonHeaders: readonly string[] | undefined;

/** Sends JSON; with a status from 400 on as `application/problem+json`. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed || response.headersSent) return;
  const { text, encoding } = writeHead(response, status, body);
  response.end(text, encoding);
}

/** How much of a rejected body is read and discarded, so that its sender can read the answer. */
const DRAIN = { bytes: 16 * 1024 * 1024, withinMs: 3_000 };

/**
 * Answers a request whose body was not read to its end, and closes the connection. If it were closed while data still arrives, it
 * would be reset, and most senders would not see the answer. So the answer is written first and the rest of the body is
 * discarded, within limits.
 */
export function closeAfter(request: IncomingMessage, response: ServerResponse, status: number, body: object): void {
  if (response.destroyed || response.headersSent) return;
  response.setHeader('connection', 'close');
  const { text, encoding } = writeHead(response, status, body);
  if (request.complete) {
    response.end(text, encoding);
    return;
  }
  response.write(text, encoding);
  let left = DRAIN.bytes;
  const end = () => {
    clearTimeout(timer);
    request.removeAllListeners('data');
    response.end();
  };
  const timer = setTimeout(end, DRAIN.withinMs);
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) end();
  });
  request.once('end', end);
  request.once('close', end);
  request.resume();
}

function writeHead(
  response: ServerResponse,
  status: number,
  body: object,
): { text: string; encoding: 'latin1' | 'utf8' } {
  const text = JSON.stringify(body);
  const bytes = Buffer.byteLength(text);
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  jsonHeaders ??= Object.entries({ ...gatewayHeaders(), 'cache-control': 'no-store' }).flat();
  response.writeHead(status, ['content-type', type, 'content-length', String(bytes), ...jsonHeaders]);
  // ASCII is the same in UTF-8 and Latin-1, and Node sends Latin-1 faster.
  return { text, encoding: bytes === text.length ? 'latin1' : 'utf8' };
}
