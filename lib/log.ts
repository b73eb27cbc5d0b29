import { pino } from 'pino';
import { env } from './env.ts';
import { Misconfigured } from './errors.ts';

/** One JSON line for each unit of work, on standard error, so that the output of commands stays readable. */
export const log = pino({ level: level(), base: null, timestamp: pino.stdTimeFunctions.isoTime }, standardError());

/**
 * A line that cannot be written, because the disk is full or the reader is gone, is dropped: it must not end the process. The stream of
 * Node itself, since that of pino tries to write such a line again when the process ends, for ever.
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
