'use server';
import { z } from 'zod';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { changeTariff, removeTariff, setTariff } from '#lib/exceptions/change-tariffs.ts';
import { tariffForm } from '#lib/model/tariff-schema.ts';
import { runtime } from '#lib/runtime.ts';
import { asAdmin } from '../as-admin.ts';

const oneTariff = z.object({ id: z.uuid() });
const SAVED = 'Saved. Exceptions follow within seconds.';

/** Sets a tariff of a carrier. For admins. */
export async function addTariff(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    tariffForm,
    form,
    async ({ email }, tariff) => {
      const outcome = await setTariff((await runtime()).sql, email, tariff, await readWords());
      return 'mistake' in outcome ? outcome.mistake : null;
    },
    SAVED,
  );
}

/** Replaces all fields of a tariff that is stored. For admins. */
export async function saveTariff(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    z.intersection(oneTariff, tariffForm),
    form,
    async ({ email }, { id, ...tariff }) => {
      const outcome = await changeTariff((await runtime()).sql, email, id, tariff);
      if (outcome === null) return { field: null, message: 'This tariff was removed meanwhile.' };
      return 'mistake' in outcome ? outcome.mistake : null;
    },
    SAVED,
  );
}

/** Removes a tariff. For admins. */
export async function dropTariff(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneTariff,
    form,
    async ({ email }, { id }) => {
      await removeTariff((await runtime()).sql, email, id);
      return null;
    },
    'Removed.',
  );
}
