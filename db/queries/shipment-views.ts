import { type SQL, sql } from 'drizzle-orm';
import { FREE_DAYS_NEAR, type ShipmentView } from '#lib/model/shipment-view.ts';

/** A shipment that is not over. */
export const open = sql`shipments.status not in ('delivered', 'cancelled', 'removed')`;

/** The last day that counts as near, YYYY-MM-DD. */
const near = sql`to_char(now() at time zone 'UTC' + ${`${FREE_DAYS_NEAR} days`}::interval, 'YYYY-MM-DD')`;

/** Shipments whose estimate is later now than it was a day ago, with where it stood then. */
export const slips = sql`
  select entity_id, (array_agg(before order by id))[1] as was from effects
  where entity_type = 'shipment' and part is null and field = 'eta' and cause = 'event' and recorded_at > now() - interval '24 hours'
    and before is not null and after is not null
  group by entity_id
  having (array_agg(before->>'at' order by id))[1] < (array_agg(after->>'at' order by id desc))[1]`;

/** What each view asks of a shipment. */
export const VIEW_CONDITIONS: Record<ShipmentView, SQL> = {
  held: sql`shipments.held_by is not null`,
  charges: sql`shipments.free_until <= ${near}`,
  late: sql`shipments.late_at <= now()`,
  overdue: sql`${open} and shipments.next_milestone_at < now() - interval '24 hours'`,
  slipped: sql`${open} and shipments.arrived is null and shipments.id in (select entity_id from (${slips}) as slips)`,
  arriving: sql`${open} and shipments.arrived is null and shipments.eta_at >= date_trunc('day', now(), 'UTC')
    and shipments.eta_at < date_trunc('day', now(), 'UTC') + interval '7 days'`,
};
