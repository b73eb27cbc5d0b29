import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';

/** Something that is done again and again until stopped. */
export type Repeated = { stop(): Promise<void> };

/** Does something at once and then again, so many milliseconds after it was done. What it throws is logged. */
export function repeat(what: string, every: number, act: (signal: AbortSignal) => Promise<unknown>): Repeated {
  const ending = new AbortController();
  let rouse = () => {};
  const loop = async () => {
    while (!ending.signal.aborted) {
      try {
        await act(ending.signal);
      } catch (thrown) {
        log.warn({ reason: messageOf(thrown) }, `${what} failed; it is tried again`);
      }
      if (ending.signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, every);
        rouse = () => {
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
      rouse();
      await done;
    },
  };
}
