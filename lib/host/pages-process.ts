/** The process of the pages: all that Next answers, including the REST API and sign-in. It listens on a local socket. */
import { rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { database } from '#db/client.ts';
import { warmCachedAggregates } from '#lib/cached-aggregates.ts';
import { env } from '#lib/env.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { runtime } from '#lib/runtime.ts';
import { stopAll } from '#lib/stop-all.ts';
import { startTracing } from '#lib/trace/start-tracing.ts';
import { runChild } from './child.ts';
import { openPages } from './next-app.ts';

const ROOT = join(import.meta.dirname, '../..');

await runChild(async () => {
  const { HOST, PORT, raw } = env();
  const stopTracing = await startTracing('pages');
  let handle: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  // The gateway closes idle connections. If this side did, a request that is sent at that moment would fail.
  server.keepAliveTimeout = 0;
  handle = await openPages(ROOT, raw.PAGES_MODE === 'dev', server, HOST, PORT);
  // A killed process leaves its socket file.
  rmSync(raw.PAGES_SOCKET ?? '', { force: true });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(raw.PAGES_SOCKET, listening);
  });
  const running = await runtime();
  warmCachedAggregates(running.cache, database()).catch((thrown: unknown) =>
    log.warn({ reason: messageOf(thrown) }, 'the aggregates of the overview were not computed in advance'),
  );
  return {
    async stop() {
      const cut = () => {
        server.close();
        server.closeAllConnections();
      };
      await stopAll([{ server: cut }, { runtime: () => running.stop() }, { traces: stopTracing }]);
    },
  };
});
