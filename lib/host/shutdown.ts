import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { type Stop, stopWithin } from '#lib/stop-all.ts';

/** Each step of the shutdown has ended after so many milliseconds, or counts as failed. */
const STEP_WITHIN_MS = 20_000;

/** The steps that end a process: what was opened last is stopped first. */
export type Shutdown = {
  /** Notes how to stop what was just opened. */
  add(part: string, stop: Stop): void;
  /** Takes every step, whatever becomes of the others. Resolves to whether all went well; each failure is logged. */
  run(): Promise<boolean>;
};

/** Opens an empty list of steps. */
export function openShutdown(stepWithinMs = STEP_WITHIN_MS): Shutdown {
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
          log.error({ part, reason: messageOf(thrown) }, 'a step of the shutdown failed; the others are taken');
        }
      }
      return isClean;
    },
  };
}
