'use server';
import { z } from 'zod';
import type { Outcome } from '#components/settings/action-form.tsx';
import { database } from '#db/client.ts';
import { removeOwnerRule, setOwnerRule } from '#db/queries/exception-owners.ts';
import { changeWorkingHours } from '#lib/exceptions/working-hours.ts';
import { EXCEPTION_TYPES } from '#lib/model/exception.ts';
import { workingHoursForm } from '#lib/model/working-hours-schema.ts';
import { runtime } from '#lib/runtime.ts';
import { asAdmin } from '../as-admin.ts';

const ownerRule = z.object({
  type: z
    .enum([...EXCEPTION_TYPES, ''], 'Choose one of the listed types.')
    .transform((type) => (type === '' ? null : type)),
  customer: z.string().trim().max(200, 'Enter 200 characters at most.'),
  owner: z.email('Choose a person.').toLowerCase(),
});
const oneRule = z.object({ id: z.uuid() });

/** Changes the working hours that targets count. For admins. */
export async function setWorkingHours(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    workingHoursForm,
    form,
    async ({ email }, hours) => {
      await changeWorkingHours((await runtime()).sql, email, hours);
      return null;
    },
    'Saved. The targets of open exceptions follow within seconds.',
  );
}

/** Sets who gets exceptions when they open. For admins. */
export async function addOwner(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(ownerRule, form, ({ email }, rule) => setOwnerRule(database(), email, rule), 'Saved.');
}

/** Removes such a rule. For admins. */
export async function removeOwner(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneRule,
    form,
    async ({ email }, { id }) => {
      await removeOwnerRule(database(), email, id);
      return null;
    },
    'Removed.',
  );
}
