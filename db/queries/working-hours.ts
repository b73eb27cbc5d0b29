import type { WorkingHours } from '#lib/model/working-hours.ts';
import { readWorkingHours } from '#lib/model/working-hours-schema.ts';
import type { Database } from '../client.ts';
import { workingHoursSettings as settings } from '../schema/index.ts';

/** The working hours, who changed them, and whether targets still follow the previous ones. */
export type WorkingHoursSettings = {
  hours: WorkingHours;
  changed: { by: string; at: string } | null;
  isRecalculating: boolean;
};

/** The working hours that targets of exceptions count; the defaults until an admin has changed them. */
export async function workingHoursSettings(db: Database): Promise<WorkingHoursSettings> {
  const [row] = await db.select().from(settings);
  return {
    hours: readWorkingHours(row?.hours),
    changed: row ? { by: row.changedBy, at: row.changedAt } : null,
    isRecalculating: row?.recalculated === false,
  };
}
