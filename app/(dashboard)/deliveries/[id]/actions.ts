'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { replayDelivery } from '#app/replay-events.ts';
import { readWords } from '#app/words.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { REPLAY_PROBLEMS } from '../replay-problems.ts';

/** The messages of the Replay button. */
export type ReplayState = { ok: boolean; message: string } | null;

/** Processes the events of a delivery again. For operators and admins. */
export async function replay(_before: ReplayState, form: FormData): Promise<ReplayState> {
  const user = await currentUser();
  if (!user || !includesRole(user.role, 'operator')) return REPLAY_PROBLEMS.role;
  const id = z.uuid().safeParse(form.get('delivery'));
  if (!id.success) return { ok: false, message: 'This webhook does not exist.' };
  try {
    const replayed = await replayDelivery(user.email, id.data);
    log.info({ delivery: id.data, user: user.id, replayed }, 'delivery replayed');
    refresh();
    if (replayed === 0) return { ok: false, message: 'It contains no event of its own to replay.' };
    const { counted } = await readWords();
    return {
      ok: true,
      message: counted(replayed, 'Replaying its event', 'Replaying its {n} events', { n: String(replayed) }),
    };
  } catch (thrown) {
    log.error({ delivery: id.data, error: messageOf(thrown) }, 'replay failed');
    return REPLAY_PROBLEMS.failed;
  }
}
