import { Unavailable } from '#lib/errors.ts';
import { log } from '#lib/log.ts';

/** Waits for a result. Throws `Unavailable` when it takes longer; what was begun continues, and its failure is ignored. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Unavailable(`no answer within ${milliseconds / 1_000} s`)),
    milliseconds,
  );
  work.catch(() => {});
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Logs a failed command of Redis, for debugging: what it was for is done again later, or without Redis. */
export function logFailure(error: Error): void {
  log.debug({ reason: error.message }, 'Redis failed a command');
}
