'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { addStakeholderOf } from '#app/add-stakeholder.ts';
import { firstMistake } from '#app/first-mistake.ts';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { stakeholderEmail } from '#lib/model/stakeholder.ts';
import { removeStakeholder } from '#lib/notices/followed/stakeholders.ts';

const added = z.object({ email: stakeholderEmail, scope: z.enum(['shipment', 'customer']), subjectId: z.uuid() });
const removed = z.object({ id: z.uuid() });

/** Adds a stakeholder of a shipment or customer. For operators. */
export async function addOne(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await userWithRole('operator');
  if (!user) return { ok: false, message: 'Operators only.' };
  const parsed = added.safeParse(Object.fromEntries(form));
  if (!parsed.success) return firstMistake(parsed.error);
  const { email, ...of } = parsed.data;
  const result = await addStakeholderOf(user.email, email, of);
  refresh();
  return 'error' in result
    ? { ok: false, message: result.error, field: 'email' }
    : { ok: true, message: (await readWords()).t('Added {email}.', { email }) };
}

/** Removes a stakeholder. For operators. */
export async function removeOne(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await userWithRole('operator');
  if (!user) return { ok: false, message: 'Operators only.' };
  const parsed = removed.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, message: 'This stakeholder does not exist.' };
  const rejected = await removeStakeholder(database(), user.email, parsed.data.id);
  refresh();
  return rejected === null ? { ok: true, message: 'Removed.' } : { ok: false, message: rejected };
}
