import { serveCron } from '#lib/api/cron.ts';
import { runtime } from '#lib/runtime.ts';

/** How long one call may run, in milliseconds; the next call continues, page by page. */
const WITHIN = 45_000;

/** The scheduler calls every hour, sometimes a little early. Minutes. */
const EVERY = 50;

/** Reconciles with the providers that are due, without a worker, and processes the fetched events. */
export const GET = serveCron(async () => {
  const { reconciler, drain } = await runtime();
  const signal = AbortSignal.timeout(WITHIN);
  const runs = await reconciler.due({ every: EVERY, signal });
  await Promise.all([reconciler.refreshObjects({ signal }), reconciler.send({ signal })]);
  await drain(signal);
  return { runs };
});

export const POST = GET;
