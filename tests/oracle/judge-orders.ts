import type { State } from '#lib/emulator/index.ts';
import type { Order } from '#lib/emulator/world/commercial-records.ts';
import { type Freight, mainLegs } from '#lib/emulator/world/freight.ts';
import { daysFrom, dayThere } from './calendar.ts';

/** How many days behind its promise some goods are; less than 0 is early, null is nobody can say. */
export type Behind = number | null;

export type OrderVerdict = {
  id: string;
  number: string;
  status: 'open' | 'closed' | 'cancelled' | 'archived';
  /** By the shipment that carries it. */
  carriers: ReadonlyMap<string, Behind>;
  /** Shipments that are to carry it and are not there yet: the compact format may have named them already. */
  unborn: ReadonlySet<string>;
  /** By line, from 1, for each shipment whose goods are listed. */
  lines: readonly { position: number; carriers: ReadonlyMap<string, Behind> }[];
  /** What the list says of it; null while its day is over in one of the places where it may end, and not in another. */
  standing: Standing | null;
};

/** Late by so many days, expected to be, delivered so late, or none of these. */
export type Standing = { is: 'late' | 'expected late' | 'was late' | 'not late'; days: number };

/** Orders and broker's loads by the numbers that they bear: of two with one number nobody can tell which is meant. */
function numbersOf(state: State): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (number: string) => counts.set(number, (counts.get(number) ?? 0) + 1);
  const orders = new Map(state.freights().flatMap(({ filed }) => filed.orders.map((order) => [order.id, order])));
  for (const { number } of orders.values()) count(number);
  for (const { references } of state.loads()) for (const { value } of references) count(value);
  return counts;
}

/** Says of each order that was told how it stands, but for those whose number is also another's. */
export function judgeOrders(state: State, now: number): OrderVerdict[] {
  const freights = state.freights();
  const numbers = numbersOf(state);
  const orders = freights.flatMap(({ filed }) => filed.orders).filter(({ number }) => numbers.get(number) === 1);
  const carrying = Map.groupBy(
    freights.flatMap((freight) => freight.orders.map((order) => ({ freight, order: order.id }))),
    ({ order }) => order,
  );
  return orders.map((order) => {
    const all = (carrying.get(order.id) ?? []).map(({ freight }) => freight);
    const carriers = all.filter(({ opened, filed }) => opened && filed.booking);
    const unborn = new Set(all.flatMap(({ id, opened }) => (opened ? [] : [String(id)])));
    return { ...judgeOrder(order, carriers, now), unborn };
  });
}

function judgeOrder(order: Order, carriers: readonly Freight[], now: number): Omit<OrderVerdict, 'unborn'> {
  const { id, number, mustArrive, lines } = order;
  const status = order.archivedAt !== null ? 'archived' : order.status;
  const by = (promised: number, those: readonly Freight[]) =>
    new Map(those.map((freight) => [String(freight.id), behind(promised, freight, now)]));
  return {
    id: String(id),
    number,
    status,
    carriers: by(mustArrive, carriers),
    lines: lines.map((line, at) => ({
      position: at + 1,
      carriers: by(
        line.mustArrive,
        carriers.filter(({ digitised, goods }) => digitised && goods.some((one) => one.line.id === line.id)),
      ),
    })),
    standing: standingOf(order, status, carriers, now),
  };
}

/** The day that an order bears, as its buyer wrote it. */
const promise = (at: number) => new Date(at).toISOString().slice(0, 10);

function behind(promised: number, freight: Freight, now: number): Behind {
  const door = freight.legs.at(-1);
  const zone = door?.to.place.zone ?? 'UTC';
  const day = (at: number) => daysFrom(promise(promised), dayThere(at, zone));
  if (freight.deliveredInFull !== null) return day(freight.deliveredInFull);
  const last = mainLegs(freight).at(-1);
  const expected = door?.ata ?? door?.eta ?? last?.ata ?? last?.eta ?? null;
  if (expected !== null) return Math.max(day(expected), day(now));
  return day(now) > 0 ? day(now) : null;
}

const NOT_LATE: Standing = { is: 'not late', days: 0 };

function standingOf(order: Order, status: OrderVerdict['status'], carriers: readonly Freight[], now: number) {
  if (status === 'cancelled') return NOT_LATE;
  const waiting = carriers.filter(({ deliveredInFull }) => deliveredInFull === null);
  const worst = (those: readonly Freight[]) =>
    Math.max(0, ...those.map((freight) => behind(order.mustArrive, freight, now) ?? 0));
  if (carriers.length > 0 && waiting.length === 0) {
    const days = worst(carriers);
    return days > 0 ? ({ is: 'was late', days } as const) : NOT_LATE;
  }
  if (status !== 'open') return NOT_LATE;
  const there = zonesOf(carriers).map((zone) => daysFrom(promise(order.mustArrive), dayThere(now, zone)));
  const passed = Math.max(...there);
  if (passed !== Math.min(...there)) return null;
  const days = Math.max(passed, worst(waiting));
  return days > 0 ? ({ is: passed > 0 ? 'late' : 'expected late', days } as const) : NOT_LATE;
}

/** The calendars by which people may count: at the ports to which the goods go, and at the doors. Of goods on no shipment nobody can say. */
function zonesOf(carriers: readonly Freight[]): string[] {
  const zones = carriers.flatMap(({ booking, legs }) => [
    booking.destination.zone,
    legs.at(-1)?.to.place.zone ?? booking.destination.zone,
  ]);
  return zones.length > 0 ? zones : ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
}
