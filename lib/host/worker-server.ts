import { createServer } from 'node:http';
import { databaseUrl, openDatabase } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { problem } from '#lib/problem.ts';
import type { Runtime } from '#lib/runtime.ts';
import { listen } from './listen.ts';
import { watchOwnVitals } from './own-vitals.ts';
import { sendJson } from './send-json.ts';
import { statusEndpoints } from './status-endpoints.ts';

/** A client without traffic for this long is disconnected. */
const SILENT_MS = 10_000;

/**
 * Answers health and metrics for a worker that runs alone, at the addresses of the gateway, so that an orchestrator notices one that
 * hangs. Returns how it is stopped. Throws `Misconfigured` when the port cannot be used.
 */
export async function openWorkerServer({ receiver }: Runtime, port: number): Promise<() => Promise<void>> {
  const db = openDatabase(databaseUrl(), { max: 1 });
  const readOwn = watchOwnVitals();
  const own = statusEndpoints({
    db,
    probe: receiver.probe,
    worker: true,
    isStopping: () => false,
    vitals: () => ({
      processes: [{ role: 'worker', restarts: 0, ...readOwn() }],
      responseTimes: new Map(),
      inFlight: { webhooks: 0, pages: 0, streams: 0, bodyBytes: 0, connections: 0 },
    }),
  });
  const server = createServer((request, response) => {
    const answer = own.get((request.url ?? '').replace(/\?.*$/s, ''));
    if (answer) return answer(request, response);
    sendJson(response, 404, problem(404, 'A worker answers health and metrics only'));
  });
  server.timeout = SILENT_MS;
  await listen(server, env().HOST, port);
  return async () => {
    server.close();
    server.closeAllConnections();
    await db.$client.end({ timeout: 2 });
  };
}
