'use server';
import { z } from 'zod';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { changeTitleType } from '#db/queries/display-settings.ts';
import { TITLE_TYPES } from '#lib/model/shipment-title.ts';
import { asAdmin } from '../as-admin.ts';

const shape = z.object({
  titleType: z
    .enum([...TITLE_TYPES, ''], 'Choose one of the listed references.')
    .transform((type) => (type === '' ? null : type)),
});

/** Sets which reference is the title of shipments. For admins. */
export async function setTitleType(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    shape,
    form,
    async ({ email }, { titleType }) => {
      await changeTitleType(database(), email, titleType);
      return null;
    },
    'Saved.',
  );
}
