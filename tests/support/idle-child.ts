/** A process for the tests of the supervisor: it is ready at once, and hangs or fails to stop on request. */
import { runChild } from '#lib/host/child.ts';

await runChild(async () => ({
  handle(message) {
    if (message.type === 'reconcile') for (;;);
  },
  stop: async () => {
    if (process.env.STOP_FAILS) throw new Error('this part does not stop');
  },
}));
