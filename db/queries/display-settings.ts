import { now } from '#lib/clock.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { audit } from '../audit.ts';
import type { Database } from '../client.ts';
import { displaySettings as settings } from '../schema/index.ts';

/** What an admin chose for all users, and who did. */
export type DisplaySettings = { titleType: TitleType | null; changed: { by: string; at: string } | null };

/** How shipments are shown; a title of no certain type until an admin has chosen one. */
export async function displaySettings(db: Database): Promise<DisplaySettings> {
  const [row] = await db.select().from(settings);
  return { titleType: row?.titleType ?? null, changed: row ? { by: row.changedBy, at: row.changedAt } : null };
}

/** Sets the type of reference that is the title of shipments; null for the most useful one that each has. */
export async function changeTitleType(db: Database, by: string, titleType: TitleType | null): Promise<void> {
  await db.transaction(async (tx) => {
    const { titleType: before } = await displaySettings(tx);
    if (before === titleType) return;
    const row = { titleType, changedBy: by, changedAt: now() };
    await tx.insert(settings).values(row).onConflictDoUpdate({ target: settings.single, set: row });
    await audit(tx, by, 'title-changed', `${before ?? 'automatic'} to ${titleType ?? 'automatic'}`);
  });
}
