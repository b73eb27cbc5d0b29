/** The worker: the process that processes the inbox and reconciles. */

import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { runtime } from '#lib/runtime.ts';
import { runChild } from './child.ts';

await runChild(async () => {
  const running = await runtime();
  await running.work();
  return {
    handle(message) {
      if (message.type !== 'reconcile') return;
      running.reconciler
        .runNow('full')
        .catch((thrown: unknown) => log.warn({ reason: messageOf(thrown) }, 'reconciliation failed'));
    },
    stop: () => running.stop(),
  };
});
