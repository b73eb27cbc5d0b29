'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { firstMistake } from '#app/first-mistake.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { liftHold, placeHold } from '#db/queries/shipment-hold.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { holdReason } from '#lib/model/hold.ts';

const given = z.object({ id: z.uuid(), reason: holdReason });

/** Places a legal hold on a shipment, or changes its reason. For admins. */
export async function placeOne(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await userWithRole('admin');
  if (!user) return { ok: false, message: 'Admins only.' };
  const parsed = given.safeParse(Object.fromEntries(form));
  if (!parsed.success) return firstMistake(parsed.error);
  const hold = await placeHold(database(), user.email, parsed.data.id, parsed.data.reason);
  refresh();
  if (hold === null) return { ok: false, message: 'This shipment does not exist.' };
  return { ok: true, message: 'Its webhooks stay in the database until the hold is lifted.' };
}

/** Lifts the legal hold of a shipment, with a reason. For admins. */
export async function liftOne(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await userWithRole('admin');
  if (!user) return { ok: false, message: 'Admins only.' };
  const parsed = given.safeParse(Object.fromEntries(form));
  if (!parsed.success) return firstMistake(parsed.error);
  const wasHeld = await liftHold(database(), user.email, parsed.data.id, parsed.data.reason);
  refresh();
  return wasHeld ? { ok: true, message: 'Lifted.' } : { ok: false, message: 'This hold was lifted already.' };
}
