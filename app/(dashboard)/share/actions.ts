'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { firstMistake } from '#app/first-mistake.ts';
import { issueLink } from '#app/share-link.ts';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { revokeShareLink } from '#db/queries/share-links.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { newShareLink } from '#lib/model/share-link-schema.ts';

const onlyId = z.object({ id: z.uuid() });

/** Issues a link and shows it once. For operators. */
export async function issue(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await userWithRole('operator');
  if (!user) return { ok: false, message: 'Operators only.' };
  const parsed = newShareLink.safeParse(bodyOf(form));
  if (!parsed.success) return firstMistake(parsed.error);
  const issued = await issueLink(user.email, parsed.data);
  refresh();
  if ('mistake' in issued) return { ok: false, ...issued.mistake };
  const { t } = await readWords();
  return { ok: true, message: t('Copy it now, it is not shown again: {url}', { url: issued.url }) };
}

/** React adds fields of its own, with names that begin with a dollar sign. */
function bodyOf(form: FormData): object {
  const entered = [...form].filter(([name]) => !name.startsWith('$'));
  return { ...Object.fromEntries(entered), days: Number(form.get('days')), fields: form.getAll('fields') };
}

/** Revokes a link. For operators. */
export async function revoke(_before: Outcome, form: FormData): Promise<Outcome> {
  const user = await userWithRole('operator');
  if (!user) return { ok: false, message: 'Operators only.' };
  const parsed = onlyId.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, message: 'This link does not exist.' };
  const isKnown = await revokeShareLink(database(), user.email, parsed.data.id);
  refresh();
  return isKnown ? { ok: true, message: 'Revoked.' } : { ok: false, message: 'This link does not exist.' };
}
