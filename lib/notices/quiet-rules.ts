import type { Sql } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { type NoticeSchedule, quietEnd } from '#lib/model/notice-schedule.ts';

/** The ids of the rules that send nothing now, because it is within their quiet hours. */
export async function quietRules(sql: Sql): Promise<string[]> {
  const rules = await sql<(NoticeSchedule & { id: string })[]>`
    select id, cadence, time_zone as "timeZone", quiet_from as "quietFrom", quiet_until as "quietUntil", quiet_weekends as "quietWeekends"
    from notification_rules where enabled and removed_at is null and (quiet_from is not null or quiet_weekends)`;
  const at = now();
  return rules.filter((rule) => quietEnd(rule, at) !== null).map(({ id }) => id);
}
