import { messageOf } from './errors.ts';
import { log } from './log.ts';

/** Stops one part; undefined for one that was never opened. */
export type Stop = () => unknown;

/** Parts that are stopped at the same time, by their name in the log. */
export type Stage = Readonly<Record<string, Stop>>;

/**
 * Stops parts stage by stage, in order. A failure does not prevent the others from being stopped: it is logged by name, and in
 * the end an `AggregateError` of all failures is thrown.
 */
export async function stopAll(stages: readonly Stage[]): Promise<void> {
  const failures: unknown[] = [];
  for (const stage of stages) {
    await Promise.all(
      Object.entries(stage).map(async ([part, stop]) => {
        try {
          await stop();
        } catch (thrown) {
          log.error({ part, reason: messageOf(thrown) }, 'a part did not stop cleanly; the others are stopped');
          failures.push(thrown);
        }
      }),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(messageOf).join('; '));
}

/** Runs a stop with a timeout. Rejects if it takes longer; it continues in the background. */
export async function stopWithin(milliseconds: number, stop: Stop): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not stopped within ${milliseconds} ms`)), milliseconds);
  try {
    await Promise.race([stop(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
