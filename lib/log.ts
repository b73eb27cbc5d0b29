import { pino } from 'pino';
import { env } from './env.ts';

/** One JSON line for each unit of work, on standard error, so that what a command prints for people stays readable. */
export const log = pino(
  { level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination(2),
);
