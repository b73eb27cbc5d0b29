import { pino } from 'pino';
import { env } from './env.ts';
import { Misconfigured } from './errors.ts';

/** One JSON line for each unit of work, on standard error, so that the output of commands stays readable. */
export const log = pino({ level: level(), base: null, timestamp: pino.stdTimeFunctions.isoTime }, standardError());

/**
 * Node's stream of standard error. A line that cannot be written (full disk, closed pipe) is dropped and does not end the process; the
 * stream of pino would retry such a line endlessly when the process exits.
 */
function standardError(): NodeJS.WriteStream {
  process.stderr.on('error', () => {});
  return process.stderr;
}

/** An invalid setting stops the start with a message of its own, so it must not fail the import of this file before. */
function level(): string {
  try {
    return env().LOG_LEVEL;
  } catch (thrown) {
    if (thrown instanceof Misconfigured) return 'info';
    throw thrown;
  }
}
