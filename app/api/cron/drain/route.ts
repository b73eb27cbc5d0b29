import { serveCron } from '#lib/api/cron.ts';
import { deadLetter } from '#lib/pipeline.ts';
import { runtime } from '#lib/runtime.ts';

/** How long one call may run, in milliseconds: under the shortest limit of serverless functions. */
const WITHIN = 8_000;

/**
 * Does what waits where no worker runs: retries that became due, what a function that died left behind, what webhooks only
 * named, and what providers are asked.
 */
export const GET = serveCron(async () => {
  const { sql, queue, reconciler, drain } = await runtime();
  const signal = AbortSignal.timeout(WITHIN);
  const events = await drain(signal);
  const deadLetters = await deadLetter(sql, queue);
  const read = await reconciler.refreshObjects({ signal });
  const sent = await reconciler.send({ signal });
  if (read + sent > 0) await drain(signal);
  return { events, deadLetters, read, sent };
});

export const POST = GET;
