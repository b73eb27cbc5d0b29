import { and, asc, type SQL, sql } from 'drizzle-orm';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
import type { Moment } from '#lib/model/time.ts';
import type { Database } from '../client.ts';
import { shipments } from '../schema/index.ts';
import { capped } from './facets.ts';
import { type Expected, nextExpected } from './next-expected.ts';
import { etaDelays, VIEW_CONDITIONS } from './shipment-views.ts';
import { referencesOf } from './shipments.ts';

export type OverviewCounts = Record<ShipmentView | 'trouble' | 'moving', number>;

/** The order makes the planner use an index; since many shipments are in transit, it would otherwise scan the table. */
const IN_TRANSIT = sql`status = 'in_transit' order by learned_at`;

/** The number of shipments in each view, `COUNTED_UP_TO + 1` at most. */
export async function countViews(db: Database): Promise<OverviewCounts> {
  const count = (name: string, where: SQL) => sql`(${capped(shipments, where)}) as ${sql.identifier(name)}`;
  const views = (Object.keys(SHIPMENT_VIEWS) as ShipmentView[]).map((view) => count(view, VIEW_CONDITIONS[view]));
  const [row] = await db.execute<OverviewCounts>(
    sql`select ${sql.join([...views, count('trouble', sql`open_exceptions > 0`), count('moving', IN_TRANSIT)], sql`, `)}`,
  );
  return { held: 0, charges: 0, late: 0, overdue: 0, slipped: 0, arriving: 0, trouble: 0, moving: 0, ...row };
}

/** A shipment that needs attention, and the most urgent reason. */
export type Alert = {
  id: string;
  kind: 'held' | 'charges' | 'late' | 'overdue';
  externalId: string;
  references: { type: string; value: string }[];
  customer: string | null;
  portOfLoading: Place | null;
  portOfDischarge: Place | null;
  status: Stage;
  /** The hold, or the overdue milestone. */
  code: MilestoneCode | null;
  reason: string | null;
  /** The start of the hold, or the last free day. */
  at: string | null;
  /** When the milestone that is overdue was expected. */
  expected: Expected | null;
  mode: string | null;
  destination: Place | null;
  eta: Moment | null;
  etaBaseline: Moment | null;
  etaBaselineKind: 'planned' | 'first_estimate' | null;
  arrived: Moment | null;
  freeTimeEndsAt: string | null;
};

const PER_KIND = 6;

/** Shipments that need attention, most urgent first: holds, demurrage and detention, late arrivals, overdue milestones. */
export async function listAlerts(db: Database, limit: number): Promise<Alert[]> {
  const hold = (column: string) =>
    sql<string>`(select ${sql.identifier(column)}::text from exceptions e where e.shipment_id = shipments.id and e.cleared_at is null
      and e.kind = 'hold' order by e.raised_at limit 1)`;
  const nothing = sql<null>`null`;
  const since = sql<string>`(select to_char(min(e.raised_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from exceptions e
    where e.shipment_id = shipments.id and e.cleared_at is null and e.kind = 'hold')`;
  const found = await Promise.all([
    ranked(db, 'held', { code: hold('code'), reason: hold('reason'), at: since }, [
      asc(shipments.statusAt),
      asc(shipments.id),
    ]),
    ranked(db, 'charges', { code: nothing, reason: nothing, at: shipments.freeUntil }, [
      asc(shipments.freeUntil),
      asc(shipments.id),
    ]),
    ranked(db, 'late', { code: nothing, reason: nothing, at: nothing }, [asc(shipments.lateAt), asc(shipments.id)]),
    ranked(db, 'overdue', { code: shipments.nextMilestone, reason: nothing, at: nothing }, [
      asc(shipments.overdueAt),
      asc(shipments.id),
    ]),
  ]);
  const seen = new Set<string>();
  const needs = found.flat().filter(({ id }) => !seen.has(id) && seen.add(id));
  const shown = needs.slice(0, limit);
  const overdue = shown.filter(({ kind }) => kind === 'overdue').map(({ id }) => id);
  const [references, expected] = await Promise.all([
    referencesOf(
      db,
      shown.map(({ id }) => id),
    ),
    nextExpected(db, overdue),
  ]);
  return shown.map((need) => ({
    ...need,
    references: references.get(need.id) ?? [],
    expected: expected.get(need.id) ?? null,
  }));
}

type Detail = Record<
  'code' | 'reason' | 'at',
  SQL<string | null> | SQL<null> | (typeof shipments)['nextMilestone' | 'freeUntil']
>;

async function ranked(
  db: Database,
  kind: Alert['kind'],
  detail: Detail,
  order: SQL[],
): Promise<Omit<Alert, 'references' | 'expected'>[]> {
  const { id, externalId, customer, portOfLoading, portOfDischarge, destination, status, mode } = shipments;
  const { eta, etaBaseline, etaBaselineKind, arrived, freeTimeEndsAt } = shipments;
  const rows = await db
    .select({
      id,
      externalId,
      customer,
      portOfLoading,
      portOfDischarge,
      destination,
      status,
      mode,
      eta,
      etaBaseline,
      etaBaselineKind,
      arrived,
      freeTimeEndsAt,
      ...detail,
    })
    .from(shipments)
    .where(and(VIEW_CONDITIONS[kind]))
    .orderBy(...order)
    .limit(PER_KIND);
  return rows.map((row) => ({ ...row, kind, code: row.code as MilestoneCode | null }));
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
