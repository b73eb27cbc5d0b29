import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Database } from '#db/client.ts';
import { isToken } from '#lib/api/authorise.ts';
import { readMetrics } from '#lib/api/metrics.ts';
import { findToken } from '#lib/auth/api-tokens.ts';
import { env } from '#lib/env.ts';
import { messageOf } from '#lib/errors.ts';
import { readHealth, readReadiness } from '#lib/health.ts';
import { log } from '#lib/log.ts';
import { problem } from '#lib/problem.ts';
import type { Vitals } from '#lib/vitals.ts';
import { gatewayHeaders, sendJson } from './send-json.ts';

export type StatusEndpointsOptions = {
  db: Database;
  probe: () => Promise<string | null>;
  /** Whether a worker runs beside this process. */
  worker: boolean;
  isStopping: () => boolean;
  vitals: () => Vitals;
};

/** Health and metrics, which the gateway answers itself, also while the pages are slow or down. */
export function statusEndpoints(options: StatusEndpointsOptions): ReadonlyMap<string, RequestListener> {
  const { isStopping, vitals, ...of } = options;
  const health = shared(() => readHealth(of));
  const readiness = shared(() => readReadiness(of));
  return new Map<string, RequestListener>([
    ['/api/health/live', (_request, response) => sendJson(response, 200, { status: 'live' })],
    [
      '/api/health/ready',
      guarded(async (response) => {
        const ready = await (isStopping() ? readReadiness({ ...of, stopping: true }) : readiness());
        sendJson(response, ready.status === 'ready' ? 200 : 503, ready);
      }),
    ],
    [
      '/api/health',
      guarded(async (response) => {
        const known = await health();
        sendJson(response, known.status === 'ok' ? 200 : 503, known);
      }),
    ],
    [
      '/api/metrics',
      guarded(async (response, request) => {
        if (!(await mayReadMetrics(of.db, request))) {
          response.setHeader('www-authenticate', 'Bearer');
          return sendJson(response, 401, problem(401, 'A valid bearer token is needed'));
        }
        const { type, text } = await readMetrics(of.db, vitals());
        response.writeHead(200, { ...gatewayHeaders(), 'content-type': type, 'cache-control': 'no-store' }).end(text);
      }),
    ],
  ]);
}

/** An answer is reused for this long: the addresses are public, and each answer costs queries. */
const REUSE_MS = 500;

function shared<T>(read: () => Promise<T>): () => Promise<T> {
  let readAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<T> | undefined;
  return () => {
    if (!answer || performance.now() - readAt > REUSE_MS) {
      readAt = performance.now();
      answer = read();
    }
    return answer;
  };
}

type Answering = (response: ServerResponse, request: IncomingMessage) => Promise<void>;

function guarded(answer: Answering): RequestListener {
  return (request, response) => {
    answer(response, request).catch((thrown: unknown) => {
      log.warn({ reason: messageOf(thrown), path: request.url }, 'request failed');
      response.setHeader('retry-after', '5');
      sendJson(response, 503, problem(503, 'The database is unavailable'));
    });
  };
}

async function mayReadMetrics(db: Database, { headers }: IncomingMessage): Promise<boolean> {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) return false;
  return isToken(given, env().API_TOKEN) || (await findToken(db, given)) !== null;
}
