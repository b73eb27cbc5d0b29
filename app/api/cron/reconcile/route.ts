import { serveCron } from '#lib/api/cron.ts';
import { runtime } from '#lib/runtime.ts';

/** How long one call may work, in milliseconds: what is left is done by the next, page by page. */
const WITHIN = 45_000;

/** Who calls keeps the hour, and comes a little early at times. Minutes. */
const EVERY = 50;

/** Reconciles with the providers that are due, for where no worker runs, and applies what that brought. */
export const GET = serveCron(async () => {
  const { reconciler, drain } = await runtime();
  const signal = AbortSignal.timeout(WITHIN);
  const runs = await reconciler.due({ every: EVERY, signal });
  await Promise.all([reconciler.readAgain({ signal }), reconciler.send({ signal })]);
  await drain(signal);
  return { runs };
});

export const POST = GET;
