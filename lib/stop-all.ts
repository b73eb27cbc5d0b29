import { messageOf } from './errors.ts';
import { log } from './log.ts';

/** What ends one part; one that was never opened ends at once. */
export type Stop = () => unknown;

/** Parts that are stopped side by side, by the name that the log calls them. */
export type Stage = Readonly<Record<string, Stop>>;

/**
 * Stops parts stage by stage, in order. One that fails keeps no other from being stopped: its failure is logged by name, and
 * when every stage is done an `AggregateError` of all failures is thrown.
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

/** Runs a stop within its bound. Rejects when it takes longer; what it does goes on, but nobody waits for it. */
export async function stopWithin(milliseconds: number, stop: Stop): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not stopped within ${milliseconds} ms`)), milliseconds);
  try {
    await Promise.race([stop(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
