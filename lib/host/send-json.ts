import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '#lib/env.ts';
import { HSTS, NO_CONTENT_POLICY, securityHeaders, strictTransport } from '#lib/net/security-headers.ts';

/** The security headers of everything that the gateway answers itself, JSON and text. */
export function gatewayHeaders(): Readonly<Record<string, string>> {
  return {
    ...securityHeaders(),
    'content-security-policy': NO_CONTENT_POLICY,
    ...(env().APP_URL?.startsWith('https://') && { [HSTS]: strictTransport }),
  };
}

/** Alternating names and values of the headers of JSON, the form that Node writes fastest. */
let jsonHeaders: readonly string[] | undefined;

/** Answers JSON; from 400 on it is a problem and says so in its type. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed || response.headersSent) return;
  const { text, encoding } = writeHead(response, status, body);
  response.end(text, encoding);
}

/** How much of a refused body is read and dropped so that its sender gets to read the answer. */
const DRAIN = { bytes: 16 * 1024 * 1024, withinMs: 3_000 };

/**
 * Answers a request whose body was not read to its end, and closes. A connection that is closed while data still arrives
 * is reset, and most senders then never see the answer: so the answer is written first and the rest is dropped, within bounds.
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
  // Plain ASCII is the same in both, and Node sends it with less work as Latin-1.
  return { text, encoding: bytes === text.length ? 'latin1' : 'utf8' };
}
