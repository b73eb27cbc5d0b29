'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { replayMatching as replay } from '#app/replay-events.ts';
import type { ReplayMatchingState } from '#components/deliveries/replay-matching.tsx';
import { currentUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { messageOf } from '#lib/errors.ts';
import { REPLAYABLE } from '#lib/inbox/replay.ts';
import { log } from '#lib/log.ts';
import { REPLAY_PROBLEMS } from './replay-problems.ts';

const filterForm = z.object({
  state: z.enum(REPLAYABLE),
  provider: z
    .string()
    .regex(/^[a-z0-9-]{0,60}$/)
    .transform((name) => name || undefined),
});

/** Replays all events in a state: the first call returns their number, the confirmed one replays them. For operators and admins. */
export async function replayMatching(_before: ReplayMatchingState, form: FormData): Promise<ReplayMatchingState> {
  const user = await currentUser();
  if (!user || !includesRole(user.role, 'operator')) return REPLAY_PROBLEMS.role;
  const filter = filterForm.safeParse(Object.fromEntries(form));
  if (!filter.success) return { ok: false, message: 'These events do not exist.' };
  try {
    const dryRun = form.get('confirmed') !== 'yes';
    const { matching, replayed, next } = await replay(user.email, filter.data, { dryRun });
    if (matching === 0) return { ok: true, message: 'No event to replay.' };
    if (dryRun)
      return { ok: true, message: `Replay ${events(matching)}? They are processed again.`, confirm: matching };
    log.info({ ...filter.data, user: user.id, replayed }, 'events replayed');
    refresh();
    return { ok: true, message: `Replaying ${events(replayed)}${next ? '; press again for the rest' : ''}` };
  } catch (thrown) {
    log.error({ error: messageOf(thrown) }, 'replay failed');
    return REPLAY_PROBLEMS.failed;
  }
}

const events = (count: number) => (count === 1 ? '1 event' : `${count.toLocaleString('en-US')} events`);
