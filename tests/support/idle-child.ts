/** A part for the tests of the supervisor: it is ready at once, and hangs or ends when it is told to. */
import { runChild } from '#lib/host/child.ts';

await runChild(async () => ({
  handle(message) {
    if (message.type === 'reconcile') for (;;);
  },
  stop: async () => {
    if (process.env.STOP_FAILS) throw new Error('this part does not stop');
  },
}));
