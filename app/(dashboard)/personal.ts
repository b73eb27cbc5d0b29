import { cache } from 'react';
import { database } from '#db/client.ts';
import { readPersonalSettings } from '#db/queries/personal-settings.ts';
import { currentReader } from '#lib/auth/require-user.ts';
import { NOTHING_PERSONAL, type PersonalSettings } from '#lib/model/personal.ts';

/** How the signed-in user sees the pages, read once per request. */
export const personalOf = cache(async (): Promise<PersonalSettings> => {
  const user = await currentReader();
  return user ? readPersonalSettings(database(), user.id) : NOTHING_PERSONAL;
});
