'use server';
import { revalidatePath } from 'next/cache';
import { firstMistake } from '#app/first-mistake.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { savePersonalSettings } from '#db/queries/personal-settings.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { personalForm } from '#lib/model/personal-schema.ts';
import { startAddress } from '../start/start-address.ts';

const NO_SUCH_PAGE = 'This page does not exist any more. Choose another.';

/** Sets how the signed-in user sees the pages. */
export async function setPersonal(_before: Outcome, form: FormData): Promise<Outcome> {
  const { id } = await requireUser();
  const parsed = personalForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return firstMistake(parsed.error);
  const { startPage } = parsed.data;
  if (startPage !== null && (await startAddress(database(), id, startPage)) === null) {
    return { ok: false, message: NO_SUCH_PAGE, field: 'startPage' };
  }
  await savePersonalSettings(database(), id, parsed.data);
  // Pages that were loaded in advance have the language, clock and units of before.
  revalidatePath('/', 'layout');
  return { ok: true, message: 'Saved.' };
}
