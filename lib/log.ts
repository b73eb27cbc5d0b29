import { pino } from 'pino';
import { env } from './env.ts';
import { Misconfigured } from './errors.ts';

/** One JSON line for each unit of work, on standard error, so that what a command prints for people stays readable. */
export const log = pino({ level: level(), base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));

/** A wrong setting stops the start, with a line of its own; it must not stop the import of this file before that. */
function level(): string {
  try {
    return env().LOG_LEVEL;
  } catch (thrown) {
    if (thrown instanceof Misconfigured) return 'info';
    throw thrown;
  }
}
