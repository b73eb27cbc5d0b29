import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY, readBody } from '#lib/api/read-body.ts';
import { now } from '#lib/clock.ts';
import type { Engine } from '#lib/engine.ts';
import { receive } from '#lib/pipeline.ts';
import { problem } from '#lib/problem.ts';
import { findProvider } from '#lib/providers/index.ts';

const PATH = /^\/(?:api\/)?webhooks\/([^/?#]+)\/?(?:\?|$)/;

/**
 * The quick door for webhooks, on Node's own server in front of Next: same `receive`, a multiple of the requests per
 * second. Returns false for a request that is none of its business.
 */
export function lane(engine: Engine): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    if (request.method !== 'POST') return false;
    const name = PATH.exec(request.url ?? '')?.[1];
    if (name === undefined) return false;
    void admit(engine, name, request, response);
    return true;
  };
}

async function admit(engine: Engine, name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const provider = findProvider(name);
  if (!provider) return refuse(response, 404, `No provider is called "${name.slice(0, 60)}" here`);
  if (Number(request.headers['content-length']) > MAX_BODY)
    return refuse(response, 413, 'The body is larger than 1 MiB');
  const read = await readBody(request);
  if (!read.ok) return refuse(response, read.status, read.reason);
  const answer = await receive(
    provider,
    {
      headers: flatten(request.headers),
      body: read.body,
      receivedAt: now(),
      remote: request.socket.remoteAddress ?? '',
    },
    engine.receptionOf(provider),
  );
  send(
    response,
    answer.status,
    answer.body,
    'retryAfter' in answer ? { 'retry-after': String(answer.retryAfter) } : {},
  );
}

/** Answers a request whose body was not read to its end, and closes: what follows on the line is not a new request. */
function refuse(response: ServerResponse, status: number, detail: string): void {
  send(response, status, problem(status, detail), { connection: 'close' });
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string>): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), ...headers });
  response.end(text);
}

function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
