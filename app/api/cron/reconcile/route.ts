import { serveCron } from '#lib/api/cron.ts';
import { runtime } from '#lib/runtime.ts';

/** Seconds for which a platform must let this function run: some end one after 10 otherwise. */
export const maxDuration = 60;

/** The time limit of one call; the next call continues. */
const TIME_LIMIT_MS = 45_000;

/** Shorter than the hour of the scheduler, whose calls may come a little early. */
const INTERVAL_MINUTES = 50;

/** Reconciles with the providers that are due, without a worker, and processes the fetched events. */
export const GET = serveCron(async () => {
  const { reconciler, drain } = await runtime();
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const runs = await reconciler.due({ every: INTERVAL_MINUTES, signal });
  await Promise.all([reconciler.refreshObjects({ signal }), reconciler.send({ signal })]);
  await drain(signal);
  return { runs };
});

export const POST = GET;
