'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { viewSearch } from '#components/table/views.ts';
import { database } from '#db/client.ts';
import { findView } from '#db/queries/saved-views.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { watchSchema } from '#lib/model/watch.ts';
import { muteWatch, startWatch, stopWatch, type Watch } from '#lib/notices/followed/watch.ts';
import { configuredChannels, noticeSettings } from '#lib/notices/notice-settings.ts';
import { isUnconfirmed } from '#lib/notices/unconfirmed-recipients.ts';
import { readAddress } from './records.ts';

const one = z.object({ id: z.uuid(), intent: z.enum(['mute', 'unmute', 'end']) });

/** Starts, changes or stops watching something, for every user. */
export async function toggleWatch(_before: Outcome, form: FormData): Promise<Outcome> {
  const { email, id: userId } = await requireUser();
  const parsed = watchSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, message: parsed.error.issues[0]?.message ?? 'This does not exist.' };
  if (form.get('intent') === 'stop') {
    await stopWatch(database(), email, parsed.data.followed);
    refresh();
    return { ok: true, message: 'You are not told any more.' };
  }
  const { label, ...given } = parsed.data;
  const watch = await watchable({ ...given, ...(label !== undefined && { label }) }, userId);
  if (watch === null) return { ok: false, message: 'This view does not exist any more.' };
  const started = await start(email, watch);
  refresh();
  return started;
}

/** With the name of a view as it is now, and a filter in its usual form; null for a view that the user does not have. */
async function watchable(watch: Watch, userId: string): Promise<Watch | null> {
  const { followed } = watch;
  if (followed.scope === 'view') {
    const view = await findView(database(), userId, followed.subjectId);
    return view?.list === SHIPMENTS.path ? { ...watch, label: view.name } : null;
  }
  if (followed.scope !== 'filter') return watch;
  const { state } = readAddress(SHIPMENTS, Object.fromEntries(new URLSearchParams(followed.filter)));
  return { ...watch, followed: { scope: 'filter', filter: viewSearch(state) } };
}

async function start(email: string, watch: Watch): Promise<Outcome> {
  const settings = noticeSettings(env().raw);
  if (watch.channel === 'app') {
    await startWatch(database(), email, watch);
    return { ok: true, message: 'The bell tells you when it departs, arrives and is delivered.' };
  }
  if (!configuredChannels(settings).includes('email')) return { ok: false, message: 'E-mail is not configured.' };
  await startWatch(database(), email, watch);
  if (!(await isUnconfirmed(database(), settings, email)))
    return { ok: true, message: 'You get an e-mail when it departs, arrives and is delivered.' };
  const message =
    settings.appUrl === null
      ? 'You are told once your address is confirmed; for the link that confirms it, APP_URL has to be set.'
      : (await readWords()).t('You are told once your address is confirmed. Open the link that is sent to {email}.', {
          email,
        });
  return { ok: true, message };
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
