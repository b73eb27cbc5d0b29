import { eq } from 'drizzle-orm';
import { NOTHING_PERSONAL, type PersonalSettings } from '#lib/model/personal.ts';
import type { Database } from '../client.ts';
import { personalSettings } from '../schema/index.ts';

/** How a user sees the pages. */
export async function readPersonalSettings(db: Database, userId: string): Promise<PersonalSettings> {
  const { language, timeZone, units, titleType, startPage } = personalSettings;
  const [row] = await db
    .select({ language, timeZone, units, titleType, startPage })
    .from(personalSettings)
    .where(eq(personalSettings.userId, userId));
  return row ?? NOTHING_PERSONAL;
}

/**
 * Sets those that are given of how a user sees the pages, so that two changes at once lose nothing. Returns all. Appearance is not audited,
 * like the columns of lists.
 */
export async function savePersonalSettings(
  db: Database,
  userId: string,
  changes: { [K in keyof PersonalSettings]?: PersonalSettings[K] | undefined },
): Promise<PersonalSettings> {
  await db
    .insert(personalSettings)
    .values({ userId, ...NOTHING_PERSONAL, ...changes })
    .onConflictDoUpdate({ target: personalSettings.userId, set: { userId, ...changes } });
  return readPersonalSettings(db, userId);
}
