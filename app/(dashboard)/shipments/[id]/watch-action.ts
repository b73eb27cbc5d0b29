'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import type { Outcome } from '#components/settings/action-form.tsx';
import { database } from '#db/client.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { configuredChannels, noticeSettings } from '#lib/notices/notice-settings.ts';
import { isUnconfirmed } from '#lib/notices/unconfirmed-rules.ts';
import { unwatchShipment, watchShipment } from '#lib/notices/watch.ts';

const watch = z.object({ id: z.uuid(), watched: z.enum(['true', 'false']) });

/** Starts or stops watching a shipment, for every user. */
export async function toggleWatch(_before: Outcome, form: FormData): Promise<Outcome> {
  const { email } = await requireUser();
  const parsed = watch.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, message: 'This shipment does not exist.' };
  const { id: shipmentId, watched } = parsed.data;
  const message = watched === 'true' ? await stop({ shipmentId, email }) : await start({ shipmentId, email });
  if (message === null) return { ok: false, message: 'E-mail is not configured.' };
  refresh();
  return { ok: true, message };
}

type Watch = Parameters<typeof watchShipment>[1];

async function stop(watch: Watch): Promise<string> {
  await unwatchShipment(database(), watch);
  return 'You are not told any more.';
}

/** Null if no e-mail can be sent. */
async function start(watch: Watch): Promise<string | null> {
  const settings = noticeSettings(env().raw);
  if (!configuredChannels(settings).includes('email')) return null;
  await watchShipment(database(), watch);
  if (!(await isUnconfirmed(database(), settings, watch.email)))
    return 'You get an e-mail when it departs, arrives and is delivered.';
  return settings.appUrl === null
    ? 'You are told once your address is confirmed; for the link that confirms it, APP_URL has to be set.'
    : `You are told once your address is confirmed. Open the link that is sent to ${watch.email}.`;
}
