'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { problemOfTarget } from '#app/rule-target.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import type { RecipientOutcome } from '#components/settings/recipient-form.tsx';
import { database } from '#db/client.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { recipientSchema } from '#lib/model/recipient-schema.ts';
import { resendConfirmation } from '#lib/notices/request-confirmation.ts';
import { addRecipient, removeRecipient } from '#lib/notices/rule-recipients.ts';
import { sendTest } from '#lib/notices/send-test.ts';
import { runtime } from '#lib/runtime.ts';
import { asAdmin } from '../as-admin.ts';

const oneRecipient = z.object({ id: z.uuid() });
const ofRule = z.object({ ruleId: z.uuid() });

/** Adds a recipient to a rule. For admins. */
export async function addOne(_before: RecipientOutcome, form: FormData): Promise<RecipientOutcome> {
  const fields = Object.fromEntries(form);
  const given = { channel: String(fields.channel ?? ''), target: String(fields.target ?? '') };
  const rejected = (error: string): RecipientOutcome => ({ ok: false, message: 'Nothing was added.', error, given });
  const admin = await userWithRole('admin');
  if (!admin) return rejected('Admins only.');
  const parsed = recipientSchema.safeParse(given);
  const of = ofRule.safeParse(fields);
  if (!parsed.success || !of.success) return rejected(parsed.error?.issues[0]?.message ?? 'There is no such rule.');
  const authSecret = env().AUTH_SECRET;
  if (!authSecret) return rejected('AUTH_SECRET is not set, so targets cannot be stored.');
  const problem = await problemOfTarget(parsed.data);
  if (problem !== null) return rejected(problem);
  const recipient = { recipient: parsed.data, authSecret };
  const added = await addRecipient(database(), admin.email, of.data.ruleId, recipient);
  if (typeof added === 'string') return rejected(added);
  refresh();
  const { target, secret } = added;
  return { ok: true, message: 'Added.', given: null, ...(secret !== null && { secret: { target, secret } }) };
}

/** Removes a recipient of a rule. For admins. */
export async function removeOne(_before: Outcome, form: FormData): Promise<Outcome> {
  const act = ({ email }: { email: string }, { id }: { id: string }) => removeRecipient(database(), email, id);
  return asAdmin(oneRecipient, form, act, 'Removed.');
}

/** Sends a test message to a recipient of a rule. For admins. */
export async function test(_before: Outcome, form: FormData): Promise<Outcome> {
  const act = async ({ email }: { email: string }, { id }: { id: string }) =>
    sendTest(database(), (await runtime()).notifier, email, id);
  return asAdmin(oneRecipient, form, act, 'Sent.');
}

/** Sends the link to confirm the address of a recipient again. For admins. */
export async function resendLink(_before: Outcome, form: FormData): Promise<Outcome> {
  const act = ({ email }: { email: string }, { id }: { id: string }) => resendConfirmation(database(), email, id);
  return asAdmin(oneRecipient, form, act, 'Sent.');
}
