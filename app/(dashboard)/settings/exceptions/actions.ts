'use server';
import { z } from 'zod';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { removeOwnerRule, setOwnerRule } from '#db/queries/exception-owners.ts';
import { changeWorkingHours } from '#lib/exceptions/working-hours.ts';
import { ownerRuleForm } from '#lib/model/owner-rule-schema.ts';
import { workingHoursForm } from '#lib/model/working-hours-schema.ts';
import { runtime } from '#lib/runtime.ts';
import { asAdmin } from '../as-admin.ts';

const oneRule = z.object({ id: z.uuid() });

/** Changes the working hours that targets count. For admins. */
export async function setWorkingHours(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    workingHoursForm,
    form,
    async ({ email }, hours) => changeWorkingHours((await runtime()).sql, email, hours),
    'Saved. The targets of open exceptions follow within seconds.',
  );
}

/** Sets who gets exceptions when they open. For admins. */
export async function addOwner(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    ownerRuleForm,
    form,
    async ({ email }, rule) => {
      const outcome = await setOwnerRule(database(), email, rule, await readWords());
      return 'mistake' in outcome ? outcome.mistake : null;
    },
    'Saved.',
  );
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
