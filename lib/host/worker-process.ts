/** The worker: the process that processes the inbox and reconciles. */

import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { runtime } from '#lib/runtime.ts';
import { stopAll } from '#lib/stop-all.ts';
import { startTracing } from '#lib/trace/start-tracing.ts';
import { runChild } from './child.ts';

await runChild(async () => {
  const stopTracing = await startTracing('worker');
  const running = await runtime();
  await running.work();
  return {
    handle(message) {
      if (message.type !== 'reconcile') return;
      running.reconciler
        .runNow('full')
        .catch((thrown: unknown) => log.warn({ reason: messageOf(thrown) }, 'reconciliation failed'));
    },
    stop: () => stopAll([{ runtime: () => running.stop() }, { traces: stopTracing }]),
  };
});
