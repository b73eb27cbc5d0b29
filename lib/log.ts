import { pino } from 'pino';
import { env } from './env.ts';
import { Misconfigured } from './errors.ts';

/** One JSON line for each unit of work, on standard error, so that the output of commands stays readable. */
export const log = pino({ level: level(), base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));

/** An invalid setting stops the start with a message of its own, so it must not fail the import of this file before. */
function level(): string {
  try {
    return env().LOG_LEVEL;
  } catch (thrown) {
    if (thrown instanceof Misconfigured) return 'info';
    throw thrown;
  }
}
