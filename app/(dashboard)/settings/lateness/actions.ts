'use server';
import type { Outcome } from '#components/settings/outcome.ts';
import { latenessForm } from '#lib/model/lateness-schema.ts';
import { changeLateness } from '#lib/projections/lateness-limits.ts';
import { runtime } from '#lib/runtime.ts';
import { asAdmin } from '../as-admin.ts';

/** Changes what counts as late. For admins. */
export async function setLateness(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    latenessForm,
    form,
    async ({ email }, limits) => {
      await changeLateness((await runtime()).sql, email, limits);
      return null;
    },
    'Saved. Lists and counts follow within seconds.',
  );
}
