import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { type Stop, stopWithin } from '#lib/stop-all.ts';

/** A step of the shutdown that takes longer counts as failed. */
const STEP_TIMEOUT_MS = 20_000;

/** The steps that end a process, in reverse order of opening. */
export type Shutdown = {
  /** Adds the step that stops a part that was just opened. */
  add(part: string, stop: Stop): void;
  /** Runs every step, even if others fail. Resolves to whether all succeeded; failures are logged. */
  run(): Promise<boolean>;
};

/** Opens an empty list of steps. */
export function openShutdown(stepWithinMs = STEP_TIMEOUT_MS): Shutdown {
  const steps: { part: string; stop: Stop }[] = [];
  return {
    add: (part, stop) => steps.push({ part, stop }),
    async run() {
      let isClean = true;
      for (const { part, stop } of steps.splice(0).reverse()) {
        try {
          await stopWithin(stepWithinMs, stop);
        } catch (thrown) {
          isClean = false;
          log.error({ part, reason: messageOf(thrown) }, 'a step of the shutdown failed; the others run');
        }
      }
      return isClean;
    },
  };
}
