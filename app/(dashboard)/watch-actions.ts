'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import type { WatchRow } from '#db/queries/watches.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { watchSchema } from '#lib/model/watch.ts';
import { muteWatch, stopWatch } from '#lib/notices/followed/watch.ts';
import { noticeSettings } from '#lib/notices/notice-settings.ts';
import { watch } from '../watch.ts';

const one = z.object({ id: z.uuid(), intent: z.enum(['mute', 'unmute', 'end']) });

/** Starts, changes or stops watching something, for every user. */
export async function toggleWatch(_before: Outcome, form: FormData): Promise<Outcome> {
  const { email, id } = await requireUser();
  const parsed = watchSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, message: parsed.error.issues[0]?.message ?? 'This does not exist.' };
  if (form.get('intent') === 'stop') {
    await stopWatch(database(), email, parsed.data.followed);
    refresh();
    return { ok: true, message: 'You are not told any more.' };
  }
  const { label, ...given } = parsed.data;
  const watched = await watch({ id, email }, { ...given, ...(label !== undefined && { label }) });
  if ('mistake' in watched) return { ok: false, message: watched.mistake.message };
  refresh();
  return { ok: true, message: await toldHow(watched, email) };
}

/** How the user is told from now on, or what is missing until they are. */
async function toldHow({ channel, isUnconfirmed }: WatchRow, email: string): Promise<string> {
  if (channel === 'app') return 'The bell tells you when it departs, arrives and is delivered.';
  if (!isUnconfirmed) return 'You get an e-mail when it departs, arrives and is delivered.';
  if (noticeSettings(env().raw).appUrl === null)
    return 'You are told once your address is confirmed; for the link that confirms it, APP_URL has to be set.';
  const { t } = await readWords();
  return t('You are told once your address is confirmed. Open the link that is sent to {email}.', { email });
}

/** Mutes or ends one thing that the user watches. */
export async function changeWatch(_before: Outcome, form: FormData): Promise<Outcome> {
  const { email } = await requireUser();
  const parsed = one.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, message: 'You do not watch this any more.' };
  const { id, intent } = parsed.data;
  if (intent === 'end') await stopWatch(database(), email, { id });
  else await muteWatch(database(), email, { id, isMuted: intent === 'mute' });
  refresh();
  return { ok: true, message: 'Changed.' };
}
