import { type SQL, sql } from 'drizzle-orm';
import { FREE_DAYS_NEAR, LATE_FROM_DAYS, type ShipmentView } from '#lib/model/shipment-view.ts';

/** A shipment that is not over. */
export const open = sql`shipments.status not in ('delivered', 'cancelled', 'removed')`;

/** The day that a moment names on its own clock, as the source wrote it; null where it wrote none. */
const localDay = (moment: SQL) =>
  sql`to_date(substring(${moment}->>'text' from '^\\s*(\\d{4}-\\d{2}-\\d{2})'), 'YYYY-MM-DD')`;

/** Days by which the estimate of an arrival is behind the plan, or else behind the first estimate. */
export const daysLate = sql<number>`(${localDay(sql`shipments.eta`)} - ${localDay(sql`shipments.eta_baseline`)})`;

/** A box on whose free days the clock still runs: it has not left the terminal. */
export const waiting = sql`not exists (
  select 1 from milestones left_terminal where left_terminal.shipment_id = c.shipment_id
    and left_terminal.classifier = 'ACT' and left_terminal.standing = 'current'
    and left_terminal.code in ('OUT_FOR_DELIVERY', 'DELIVERED', 'EMPTY_RETURNED')
    and (left_terminal.container_id = c.id or left_terminal.container_id is null))`;

export const freeDayNear = sql`c.last_free_day <= to_char(now() at time zone 'UTC' + ${`${FREE_DAYS_NEAR} days`}::interval, 'YYYY-MM-DD')`;

/** Shipments whose estimate is later now than it was a day ago, with where it stood then. */
export const slips = sql`
  select subject_id, (array_agg(before order by id))[1] as was from effects
  where noun = 'shipment' and what = 'shipment eta' and recorded_at > now() - interval '24 hours'
    and before is not null and after is not null
  group by subject_id
  having (array_agg(before->>'at' order by id))[1] < (array_agg(after->>'at' order by id desc))[1]`;

/** What each view asks of a shipment. */
export const VIEW_CONDITIONS: Record<ShipmentView, SQL> = {
  held: sql`shipments.open_exceptions > 0 and exists (
    select 1 from exceptions where exceptions.shipment_id = shipments.id
      and exceptions.cleared_at is null and exceptions.kind = 'hold')`,
  charges: sql`${open} and exists (
    select 1 from containers c where c.shipment_id = shipments.id and ${freeDayNear} and ${waiting})`,
  late: sql`${open} and shipments.arrived is null and ${daysLate} >= ${LATE_FROM_DAYS}`,
  overdue: sql`${open} and shipments.next_milestone_at < now() - interval '24 hours'`,
  slipped: sql`${open} and shipments.arrived is null and shipments.id in (select subject_id from (${slips}) as slips)`,
  arriving: sql`${open} and shipments.arrived is null and shipments.eta_at >= date_trunc('day', now(), 'UTC')
    and shipments.eta_at < date_trunc('day', now(), 'UTC') + interval '7 days'`,
};
