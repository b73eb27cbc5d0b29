import type { State } from '#lib/emulator/index.ts';
import type { Order } from '#lib/emulator/world/commercial-records.ts';
import { type Freight, mainLegs } from '#lib/emulator/world/freight.ts';
import { daysFrom, isLocalDay, localDay } from './calendar.ts';

/** How many days late some goods are; negative is early, null is unknown. */
export type DaysLate = number | null;

export type ExpectedOrder = {
  id: string;
  number: string;
  status: 'open' | 'closed' | 'cancelled' | 'archived';
  /** The days late by shipment that carries it. */
  shipments: ReadonlyMap<string, DaysLate>;
  /** Its shipments that have not been created yet: events of the compact format may already contain their ids. */
  notCreated: ReadonlySet<string>;
  /** The same by line, from 1, for each shipment whose goods are listed. */
  lines: readonly { position: number; shipments: ReadonlyMap<string, DaysLate> }[];
  /** Its lateness in the list; null while its required date has passed at some possible destinations only. */
  standing: Standing | null;
};

/** Late by `days`, expected to be late, delivered late, or not late. */
export type Standing = { is: 'late' | 'expected_late' | 'was_late' | 'not late'; days: number };

/** How many orders and broker's loads have each number: a number that two of them share is ambiguous. */
function numbersOf(state: State): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (number: string) => counts.set(number, (counts.get(number) ?? 0) + 1);
  const orders = new Map(state.freights().flatMap(({ filed }) => filed.orders.map((order) => [order.id, order])));
  for (const { number } of orders.values()) count(number);
  for (const { references } of state.loads()) for (const { value } of references) count(value);
  return counts;
}

/** The expected state of each reported order, except those with ambiguous numbers. */
export function expectedOrders(state: State, now: number): ExpectedOrder[] {
  const freights = state.freights();
  const numbers = numbersOf(state);
  const orders = freights.flatMap(({ filed }) => filed.orders).filter(({ number }) => numbers.get(number) === 1);
  const carrying = Map.groupBy(
    freights.flatMap((freight) => freight.orders.map((order) => ({ freight, order: order.id }))),
    ({ order }) => order,
  );
  return orders.map((order) => {
    const all = (carrying.get(order.id) ?? []).map(({ freight }) => freight);
    const shipments = all.filter(({ opened, filed }) => opened && filed.booking);
    const notCreated = new Set(all.flatMap(({ id, opened }) => (opened ? [] : [String(id)])));
    return { ...expectedOrder(order, shipments, now), notCreated };
  });
}

function expectedOrder(order: Order, shipments: readonly Freight[], now: number): Omit<ExpectedOrder, 'notCreated'> {
  const { id, number, mustArrive, lines } = order;
  const status = order.archivedAt !== null ? 'archived' : order.status;
  const by = (promised: number, those: readonly Freight[]) =>
    new Map(those.map((freight) => [String(freight.id), daysLate(promised, freight, now)]));
  return {
    id: String(id),
    number,
    status,
    shipments: by(mustArrive, shipments),
    lines: lines.map((line, at) => ({
      position: at + 1,
      shipments: by(
        line.mustArrive,
        shipments.filter(({ digitised, goods }) => digitised && goods.some((one) => one.line.id === line.id)),
      ),
    })),
    standing: standingOf(order, status, shipments, now),
  };
}

/** The required delivery date as the buyer wrote it. */
const promise = (at: number) => new Date(at).toISOString().slice(0, 10);

function daysLate(promised: number, freight: Freight, now: number): DaysLate {
  const door = freight.legs.at(-1);
  const zone = door?.to.place.zone ?? 'UTC';
  const day = (at: number) => daysFrom(promise(promised), localDay(at, zone));
  if (freight.deliveredInFull !== null) return day(freight.deliveredInFull);
  const last = mainLegs(freight).at(-1);
  const at = (leg: typeof last) => leg?.ata ?? leg?.eta ?? null;
  const leg = at(door) === null ? last : door;
  const expected = at(leg);
  if (leg && expected !== null) {
    // A date without a time is written as noon or midnight at its own place, and stays that date elsewhere.
    const own = leg.to.place.zone;
    const date = isLocalDay(expected, own) ? localDay(expected, own) : localDay(expected, zone);
    return Math.max(daysFrom(promise(promised), date), day(now));
  }
  return day(now) > 0 ? day(now) : null;
}

const NOT_LATE: Standing = { is: 'not late', days: 0 };

function standingOf(order: Order, status: ExpectedOrder['status'], shipments: readonly Freight[], now: number) {
  if (status === 'cancelled') return NOT_LATE;
  const waiting = shipments.filter(({ deliveredInFull }) => deliveredInFull === null);
  const worst = (those: readonly Freight[]) =>
    Math.max(0, ...those.map((freight) => daysLate(order.mustArrive, freight, now) ?? 0));
  if (shipments.length > 0 && waiting.length === 0) {
    const days = worst(shipments);
    return days > 0 ? ({ is: 'was_late', days } as const) : NOT_LATE;
  }
  if (status !== 'open') return NOT_LATE;
  const there = zonesOf(shipments).map((zone) => daysFrom(promise(order.mustArrive), localDay(now, zone)));
  const passed = Math.max(...there);
  if (passed !== Math.min(...there)) return null;
  const days = Math.max(passed, worst(waiting));
  return days > 0 ? ({ is: passed > 0 ? 'late' : 'expected_late', days } as const) : NOT_LATE;
}

/** The time zones in which days may be counted: of the ports of discharge and the final destinations; without shipments any. */
function zonesOf(shipments: readonly Freight[]): string[] {
  const zones = shipments.flatMap(({ booking, legs }) => [
    booking.destination.zone,
    legs.at(-1)?.to.place.zone ?? booking.destination.zone,
  ]);
  return zones.length > 0 ? zones : ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
}
