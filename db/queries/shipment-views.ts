import { type SQL, sql } from 'drizzle-orm';
import { FREE_DAYS_NEAR, type ShipmentView } from '#lib/model/shipment-view.ts';
import { SNAPSHOT_PREFIX } from '#lib/model/snapshot-key.ts';

/** Shipments that are not completed. */
export const open = sql`shipments.status not in ('delivered', 'cancelled', 'removed')`;

/** Shipments that still need work: those that are neither completed nor archived. As literals, like the condition of its index. */
export const active = sql`shipments.status not in ('delivered', 'cancelled', 'removed') and not shipments.archived`;

/** Shipments that have not arrived. The text of the condition of `shipments_awaited_idx`, which is sorted by ETA. */
export const awaited = sql`shipments.arrived is null and ${open}`;

/** The last day within the limit for free time, YYYY-MM-DD. */
const near = sql`to_char(now() at time zone 'UTC' + ${`${FREE_DAYS_NEAR} days`}::interval, 'YYYY-MM-DD')`;

/** The day of a moment in the notation of its source. */
export const dayOf = (moment: SQL) => sql`
  ((${moment}->>'at')::timestamptz at time zone 'UTC' + coalesce(nullif(${moment}->>'offset', 'Z'), '00:00')::interval)::date`;

/** Whether one moment is later than another; compared by day if one has no time. */
const isLater = (one: SQL, other: SQL) => sql`
  case when 'day' in (${one}->>'precision', ${other}->>'precision') then ${dayOf(one)} > ${dayOf(other)}
    else ${one}->>'at' > ${other}->>'at' end`;

/**
 * Shipments whose ETA is later than it was a day ago, with the ETA of then. Several changes in one transaction, as when a
 * synchronisation reads leg after leg, count as one: no user saw the values between. Changes found by the initial synchronisation
 * do not count: it reads shipments before their legs.
 */
export const etaDelays = sql`
  select entity_id, was from (
    select entity_id, (array_agg(was order by first))[1] as was, (array_agg(became order by first desc))[1] as became from (
      select entity_id, min(id) as first, (array_agg(before order by id))[1] as was, (array_agg(after order by id desc))[1] as became,
        (array_agg(event_id order by id desc))[1] as event_id
      from effects
      where entity_type = 'shipment' and part is null and field = 'eta' and cause = 'event'
        and recorded_at > now() - interval '24 hours'
      group by entity_id, recorded_at
    ) as moments
    where was is not null and became is not null and not exists (
      select from events join reconcile_runs as runs on runs.provider = events.provider and runs.scope = 'initial'
        and events.received_at between runs.started_at and coalesce(runs.finished_at, now())
      where events.id = moments.event_id and starts_with(events.key, ${SNAPSHOT_PREFIX}))
    group by entity_id
  ) as estimates
  where ${isLater(sql`became`, sql`was`)}`;

/** The condition of each view. */
export const VIEW_CONDITIONS: Record<ShipmentView, SQL> = {
  held: sql`shipments.held_by is not null`,
  charges: sql`shipments.free_until <= ${near}`,
  late: sql`shipments.late_at <= now()`,
  overdue: sql`shipments.overdue_at <= now()`,
  slipped: sql`${open} and shipments.arrived is null and shipments.id in (select entity_id from (${etaDelays}) as delays)`,
  arriving: sql`${open} and shipments.arrived is null and shipments.eta_at >= date_trunc('day', now(), 'UTC')
    and shipments.eta_at < date_trunc('day', now(), 'UTC') + interval '7 days'`,
};
