import { type SQL, sql } from 'drizzle-orm';
import type { Place } from '#lib/model/place.ts';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
import type { Moment } from '#lib/model/time.ts';
import type { Database } from '../client.ts';
import { shipments } from '../schema/index.ts';
import { capped } from './facets.ts';
import { etaDelays, VIEW_CONDITIONS } from './shipment-views.ts';
import { referencesOf } from './shipments.ts';

export type OverviewCounts = Record<ShipmentView | 'moving', number>;

/** The order makes the planner use an index; since many shipments are in transit, it would otherwise scan the table. */
const IN_TRANSIT = sql`status = 'in_transit' order by learned_at`;

/** The number of shipments in each view, `COUNTED_UP_TO + 1` at most. */
export async function countViews(db: Database): Promise<OverviewCounts> {
  const count = (name: string, where: SQL) => sql`(${capped(shipments, where)}) as ${sql.identifier(name)}`;
  const views = (Object.keys(SHIPMENT_VIEWS) as ShipmentView[]).map((view) => count(view, VIEW_CONDITIONS[view]));
  const [row] = await db.execute<OverviewCounts>(
    sql`select ${sql.join([...views, count('moving', IN_TRANSIT)], sql`, `)}`,
  );
  return { held: 0, charges: 0, late: 0, overdue: 0, slipped: 0, arriving: 0, moving: 0, ...row };
}

export type PortArrivals = { unlocode: string | null; name: string; count: number; days: number[] };

/**
 * Expected arrivals of the coming seven days by port of discharge, with the number for each day. Shipments without a port of discharge
 * count under the name of their destination, without a code, since the list can only be filtered by ports of discharge.
 */
export async function arrivalsByPort(db: Database): Promise<PortArrivals[]> {
  const rows = await db.execute<{ unlocode: string | null; name: string; day: number; count: number }>(sql`
    select unlocode, min(name) as name, day, count(*)::int as count
    from (select port_of_discharge->>'unlocode' as unlocode,
        coalesce(port_of_discharge->>'name', destination->>'name', 'Port not known yet') as name,
        least(6, floor(extract(epoch from eta_at - date_trunc('day', now(), 'UTC')) / 86400))::int as day
      from shipments where ${VIEW_CONDITIONS.arriving}) as arriving
    group by unlocode, case when unlocode is null then name end, day`);
  const ports = new Map<string, PortArrivals>();
  for (const { unlocode, name, day, count } of rows) {
    const key = unlocode ?? name;
    const port = ports.get(key) ?? { unlocode, name, count: 0, days: [0, 0, 0, 0, 0, 0, 0] };
    port.count += count;
    port.days[day] = (port.days[day] ?? 0) + count;
    ports.set(key, port);
  }
  return [...ports.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** Two ends between which shipments are in transit, and how many. */
export type BusyLane = { pol: Place; pod: Place; count: number };

/** The lanes with most shipments in transit, with the ports as one of these shipments states them. */
export async function busiestLanes(db: Database, limit: number): Promise<BusyLane[]> {
  const rows = await db.execute<BusyLane>(sql`
    select (array_agg(port_of_loading order by id))[1] as pol, (array_agg(port_of_discharge order by id))[1] as pod,
      count(*)::int as count
    from shipments
    where status = 'in_transit' and port_of_loading is not null and port_of_discharge is not null
    group by coalesce(port_of_loading->>'unlocode', port_of_loading->>'name'),
      coalesce(port_of_discharge->>'unlocode', port_of_discharge->>'name')
    order by count(*) desc, min(id::text) limit ${limit}`);
  return [...rows];
}

export type EtaDelay = {
  id: string;
  externalId: string;
  references: { type: string; value: string }[];
  mode: string | null;
  portOfDischarge: Place | null;
  was: Moment;
  eta: Moment | null;
};

/** The largest ETA delays since a day ago. */
export async function listEtaDelays(db: Database, limit: number): Promise<EtaDelay[]> {
  const rows = await db.execute<Omit<EtaDelay, 'references'>>(sql`
    select shipments.id, external_id as "externalId", mode, port_of_discharge as "portOfDischarge", delays.was, eta
    from shipments join (${etaDelays}) as delays on delays.entity_id = shipments.id
    where ${VIEW_CONDITIONS.slipped}
    order by eta_at - (delays.was->>'at')::timestamptz desc, shipments.id limit ${limit}`);
  const references = await referencesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, references: references.get(row.id) ?? [] }));
}
