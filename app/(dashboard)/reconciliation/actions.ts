'use server';
import { refresh } from 'next/cache';
import { after } from 'next/server';
import type { Outcome } from '#components/settings/outcome.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { runtime } from '#lib/runtime.ts';

/** Serverless functions have a time limit; workers and cron calls continue the run. Milliseconds. */
const TIME_LIMIT_MS = 45_000;

/** Starts a full sync with a provider, which continues in the background. For operators and admins. */
export async function start(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await currentUser();
  if (!user || !includesRole(user.role, 'operator')) return { ok: false, message: 'Only operators may start a sync.' };
  const { reconciler, drain } = await runtime();
  const provider = form.get('provider');
  if (typeof provider !== 'string' || !reconciler.providers.has(provider)) {
    return { ok: false, message: 'Its API is not configured.' };
  }
  const run = reconciler
    .runNow('full', { provider, by: user.email, signal: AbortSignal.timeout(TIME_LIMIT_MS) })
    .then(() => drain())
    .catch((thrown: unknown) => log.error({ provider, reason: messageOf(thrown) }, 'a run started by a user failed'));
  after(() => run);
  // The page shows the running sync.
  await new Promise((resolve) => setTimeout(resolve, 300));
  refresh();
  return { ok: true, message: 'The sync has started.' };
}
