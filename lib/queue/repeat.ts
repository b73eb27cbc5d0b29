import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';

/** A loop that runs until it is stopped. */
export type Repeated = { stop(): Promise<void> };

/** Calls a function at once, and again `every` milliseconds after each call ended. Errors are logged. */
export function repeat(what: string, every: number, act: (signal: AbortSignal) => Promise<unknown>): Repeated {
  const ending = new AbortController();
  let endPause = () => {};
  const loop = async () => {
    while (!ending.signal.aborted) {
      try {
        await act(ending.signal);
      } catch (thrown) {
        log.warn({ reason: messageOf(thrown) }, `${what} failed; retrying`);
      }
      if (ending.signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, every);
        endPause = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const done = loop();
  return {
    async stop() {
      ending.abort();
      endPause();
      await done;
    },
  };
}
