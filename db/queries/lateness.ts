import type { LatenessLimits } from '#lib/model/lateness-limits.ts';
import { readLateness } from '#lib/model/lateness-schema.ts';
import type { Database } from '../client.ts';
import { latenessSettings as settings } from '../schema/index.ts';

/** What counts as late, who changed it, and whether lists still show the previous limits. */
export type LatenessSettings = {
  limits: LatenessLimits;
  changed: { by: string; at: string } | null;
  isRecalculating: boolean;
};

/** The limits of lateness; the defaults until an admin has changed them. */
export async function latenessSettings(db: Database): Promise<LatenessSettings> {
  const [row] = await db.select().from(settings);
  return {
    limits: readLateness(row?.limits),
    changed: row ? { by: row.changedBy, at: row.changedAt } : null,
    isRecalculating: row?.recalculated === false,
  };
}
