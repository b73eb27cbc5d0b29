'use server';
import { z } from 'zod';
import type { Outcome } from '#components/settings/action-form.tsx';
import { database } from '#db/client.ts';
import { removeTariff, setTariff } from '#db/queries/demurrage-tariffs.ts';
import { tariffForm } from '#lib/model/tariff-schema.ts';
import { asAdmin } from '../as-admin.ts';

const oneTariff = z.object({ id: z.uuid() });

/** Sets the tariff of a carrier. For admins. */
export async function addTariff(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    tariffForm,
    form,
    ({ email }, tariff) => setTariff(database(), email, tariff),
    'Saved. Exceptions follow within seconds.',
  );
}

/** Removes a tariff. For admins. */
export async function dropTariff(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneTariff,
    form,
    async ({ email }, { id }) => {
      await removeTariff(database(), email, id);
      return null;
    },
    'Removed.',
  );
}
