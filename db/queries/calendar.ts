import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { type CalendarKind, dayEndingAt, type PlacedDay, placedDay } from '#lib/model/calendar.ts';
import { dayAfter } from '#lib/model/free-days.ts';
import type { Place } from '#lib/model/place.ts';
import { daysOfWeek } from '#lib/model/week.ts';
import type { Database } from '../client.ts';
import { containers, exceptionConditions, milestones, shipments } from '../schema/index.ts';
import { type LinkedShipment, readLinked } from './linked.ts';
import { resolveParty } from './party-scope.ts';
import { type ShipmentFilter, shipmentConditions } from './shipments.ts';

/** Something that happens on a day at a place. It is about a container if it has one, else about the whole shipment. */
export type CalendarEntry = PlacedDay & {
  kind: CalendarKind;
  place: Place | null;
  /** The instant, UTC; null for a day without a time. */
  at: string | null;
  /** Whether it has happened: arrived, picked up. */
  isDone: boolean;
  container: { id: string; number: string | null } | null;
  shipment: LinkedShipment;
};

/** The entries of a week by day; `cut`: the kinds of which there are more than are read. */
export type Calendar = { entries: CalendarEntry[]; cut: CalendarKind[] };

/** The entries of each kind that are read: more cannot be looked through. */
export const MAX_ENTRIES = 300;

type Found = Omit<CalendarEntry, 'kind' | 'shipment'> & { shipmentId: string };
type Range = { db: Database; where: SQL | undefined; days: readonly string[]; limit: number };

/**
 * What happens in a week to the shipments of a filter, by the days of each place. Instants are read with a day on either side, since every
 * time zone is less than a day from UTC.
 */
export async function readCalendar(
  db: Database,
  week: string,
  filter: ShipmentFilter,
  limit: number = MAX_ENTRIES,
): Promise<Calendar> {
  const where = and(
    sql`${shipments.status} not in ('cancelled', 'removed')`,
    shipmentConditions(db, await resolveParty(db, filter)),
  );
  const range = { db, where, days: daysOfWeek(week), limit };
  const read: [CalendarKind, Promise<Found[]>][] = [
    ['arrival', arrivals(range)],
    ['last_free_day', lastFreeDays(range)],
    ['empty_due', emptyReturns(range)],
    ['appointment', appointments(range)],
  ];
  const kinds = await Promise.all(read.map(async ([kind, rows]) => ({ kind, rows: await rows })));
  const shown = kinds.flatMap(({ kind, rows }) => rows.slice(0, limit).map((row) => ({ ...row, kind })));
  const linked = await readLinked(
    db,
    shown.map(({ shipmentId }) => shipmentId),
  );
  const entries = shown.flatMap(({ shipmentId, ...entry }) => {
    const shipment = linked.get(shipmentId);
    return shipment ? [{ ...entry, shipment }] : [];
  });
  return {
    entries: entries.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    cut: kinds.flatMap(({ kind, rows }) => (rows.length > limit ? [kind] : [])),
  };
}

const keyOf = ({ day, at, kind, shipment, container }: CalendarEntry) =>
  `${day} ${at ?? ''} ${kind} ${shipment.id} ${container?.id}`;

/** The first rows of a range by day: those outside of the week, which the range of instants has too, are left out. */
function inWeek(rows: readonly Found[], { days, limit }: Range): Found[] {
  return rows
    .filter(({ day }) => days.includes(day))
    .sort((a, b) => (a.day + a.at < b.day + b.at ? -1 : 1))
    .slice(0, limit + 1);
}

const reach = ({ days }: Range) => [dayAfter(days[0] ?? '', -1), dayAfter(days[6] ?? '', 2)] as const;

/** As many rows as can be outside of the week on top of those that are shown. */
const readLimit = ({ limit }: Range) => 2 * limit + 1;

async function arrivals(range: Range): Promise<Found[]> {
  const [from, to] = reach(range);
  const { id, eta, arrived, portOfDischarge, destination } = shipments;
  const at = sql`(${arrived}->>'at') collate "C"`;
  const read = (when: SQL, order: SQL) =>
    range.db
      .select({ shipmentId: id, eta, arrived, portOfDischarge, destination })
      .from(shipments)
      .where(and(range.where, when))
      .orderBy(order, asc(id))
      .limit(readLimit(range));
  const rows = await Promise.all([
    read(
      sql`${arrived} is null and ${shipments.etaAt} >= ${from}::timestamptz and ${shipments.etaAt} < ${to}::timestamptz`,
      sql`${shipments.etaAt}`,
    ),
    read(sql`${arrived} is not null and ${at} >= ${from} and ${at} < ${to}`, at),
  ]);
  const found = rows.flat().flatMap((row): Found[] => {
    const moment = row.arrived ?? row.eta;
    const place = row.portOfDischarge ?? row.destination;
    if (!moment) return [];
    const clock = moment.precision === 'time' ? moment.at : null;
    const { shipmentId } = row;
    return [
      { shipmentId, ...placedDay(moment, place), place, at: clock, isDone: row.arrived !== null, container: null },
    ];
  });
  return inWeek(found, range);
}

/** The text of a last free day begins with the day at the terminal, whatever its source wrote behind it. */
async function lastFreeDays(range: Range): Promise<Found[]> {
  const { id, number, shipmentId, lastFreeDay, terminal, leftAt } = containers;
  const [from = '', to = ''] = [range.days[0], dayAfter(range.days[6] ?? '', 1)];
  const rows = await range.db
    .select({ id, number, shipmentId, lastFreeDay, terminal, leftAt })
    .from(containers)
    .innerJoin(shipments, eq(shipments.id, shipmentId))
    .where(and(range.where, sql`${lastFreeDay} >= ${from} and ${lastFreeDay} < ${to}`))
    .orderBy(asc(lastFreeDay), asc(id))
    .limit(range.limit + 1);
  return rows.map((row) => ({
    ...{
      shipmentId: row.shipmentId,
      day: row.lastFreeDay?.slice(0, 10) ?? '',
      isPlaced: true,
      at: null,
      place: row.terminal,
    },
    ...{ isDone: row.leftAt !== null, container: { id: row.id, number: row.number } },
  }));
}

/** Only returns that are awaited: one that was reported is due no more. */
async function emptyReturns(range: Range): Promise<Found[]> {
  const [from, to] = reach(range);
  const { part, type, deadline } = exceptionConditions;
  const { id, number, shipmentId, terminal } = containers;
  const rows = await range.db
    .select({ id, number, shipmentId, terminal, deadline })
    .from(exceptionConditions)
    .innerJoin(containers, sql`${id} = ${part}::uuid`)
    .innerJoin(shipments, eq(shipments.id, shipmentId))
    .where(
      and(
        range.where,
        sql`${type} = 'charge.empty_return_past' and ${deadline} >= ${from}::timestamptz and ${deadline} < ${to}::timestamptz`,
      ),
    )
    .orderBy(asc(deadline), asc(id))
    .limit(readLimit(range));
  const found = rows.flatMap((row): Found[] => {
    if (row.deadline === null) return [];
    const { shipmentId: of, terminal: place } = row;
    const container = { id: row.id, number: row.number };
    return [{ shipmentId: of, ...dayEndingAt(row.deadline, place), place, at: null, isDone: false, container }];
  });
  return inWeek(found, range);
}

async function appointments(range: Range): Promise<Found[]> {
  const [from, to] = reach(range);
  const { code, standing, occurredAt, containerId, place, ...time } = milestones;
  const { occurredText: text, occurredOffset: offset, precision, shipmentId } = time;
  const rows = await range.db
    .select({
      ...{ shipmentId, at: occurredAt, text, offset, precision, place, containerId, number: containers.number },
      destination: shipments.destination,
    })
    .from(milestones)
    .innerJoin(shipments, eq(shipments.id, shipmentId))
    .leftJoin(containers, eq(containers.id, containerId))
    .where(
      and(
        range.where,
        sql`${code} = 'APPOINTMENT_SCHEDULED' and ${standing} = 'current'`,
        sql`${occurredAt} >= ${from}::timestamptz and ${occurredAt} < ${to}::timestamptz`,
      ),
    )
    .orderBy(asc(occurredAt), asc(shipmentId))
    .limit(readLimit(range));
  const found = rows.map(({ containerId: id, number, destination, ...row }): Found => {
    const where = row.place ?? destination;
    const container = id === null ? null : { id, number };
    const clock = row.precision === 'time' ? row.at : null;
    return { shipmentId: row.shipmentId, ...placedDay(row, where), place: where, at: clock, isDone: false, container };
  });
  return inWeek(found, range);
}
