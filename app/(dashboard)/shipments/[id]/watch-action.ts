'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import type { Outcome } from '#components/settings/action-form.tsx';
import { database } from '#db/client.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { configuredChannels, noticeSettings } from '#lib/notices/notice-settings.ts';
import { unwatchShipment, watchShipment } from '#lib/notices/watch.ts';

const watch = z.object({ id: z.uuid(), watched: z.enum(['true', 'false']) });

/** Starts or stops watching a shipment, for every user. */
export async function toggleWatch(_before: Outcome, form: FormData): Promise<Outcome> {
  const { email } = await requireUser();
  const parsed = watch.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, message: 'This shipment does not exist.' };
  const { id: shipmentId, watched } = parsed.data;
  if (watched === 'true') await unwatchShipment(database(), { shipmentId, email });
  else if (configuredChannels(noticeSettings(env().raw)).includes('email'))
    await watchShipment(database(), { shipmentId, email });
  else return { ok: false, message: 'E-mail is not configured.' };
  refresh();
  return {
    ok: true,
    message:
      watched === 'true'
        ? 'You are not told any more.'
        : 'You get an e-mail when it departs, arrives and is delivered.',
  };
}
