import type { Sql } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { type NoticeSchedule, quietEnd } from '#lib/model/notice-schedule.ts';

/** The ids of the recipients to whom nothing is sent now, because it is within the quiet hours of their rule. */
export async function quietRecipients(sql: Sql): Promise<string[]> {
  const rules = await sql<(NoticeSchedule & { id: string })[]>`
    select recipient.id, cadence, time_zone as "timeZone", quiet_from as "quietFrom", quiet_until as "quietUntil", quiet_weekends as "quietWeekends"
    from notification_rules as rule join rule_recipients as recipient on recipient.rule_id = rule.id
    where enabled and rule.removed_at is null and recipient.removed_at is null and (quiet_from is not null or quiet_weekends)`;
  const at = now();
  return rules.filter((rule) => quietEnd(rule, at) !== null).map(({ id }) => id);
}
