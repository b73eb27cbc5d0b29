import { serveCron } from '#lib/api/cron.ts';
import { deadLetter } from '#lib/pipeline.ts';
import { runtime } from '#lib/runtime.ts';

/** The time limit of one call, below the shortest limit of serverless functions. */
const TIME_LIMIT_MS = 8_000;

/**
 * Without a worker: processes pending and retried events, refreshes referenced objects, and sends provider requests.
 */
export const GET = serveCron(async () => {
  const { sql, queue, reconciler, drain } = await runtime();
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const events = await drain(signal);
  const deadLetters = await deadLetter(sql, queue);
  const read = await reconciler.refreshObjects({ signal });
  const sent = await reconciler.send({ signal });
  if (read + sent > 0) await drain(signal);
  return { events, deadLetters, read, sent };
});

export const POST = GET;
