import { eq } from 'drizzle-orm';
import { NOTHING_PERSONAL, type PersonalSettings } from '#lib/model/personal.ts';
import type { Database } from '../client.ts';
import { personalSettings } from '../schema/index.ts';

/** How a user sees the pages. */
export async function readPersonalSettings(db: Database, userId: string): Promise<PersonalSettings> {
  const { timeZone, units, titleType, startPage } = personalSettings;
  const [row] = await db
    .select({ timeZone, units, titleType, startPage })
    .from(personalSettings)
    .where(eq(personalSettings.userId, userId));
  return row ?? NOTHING_PERSONAL;
}

/** Sets how a user sees the pages. Appearance is not audited, like the columns of lists. */
export async function savePersonalSettings(db: Database, userId: string, settings: PersonalSettings): Promise<void> {
  await db
    .insert(personalSettings)
    .values({ userId, ...settings })
    .onConflictDoUpdate({ target: personalSettings.userId, set: settings });
}
