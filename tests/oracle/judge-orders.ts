import type { State } from '#lib/emulator/index.ts';
import type { Order } from '#lib/emulator/world/commercial-records.ts';
import { type Freight, mainLegs } from '#lib/emulator/world/freight.ts';
import { dayThere, daysFrom } from './calendar.ts';

/** How many days behind its promise some goods are; less than 0 is early, null is nobody can say. */
export type Behind = number | null;

export type OrderVerdict = {
  id: string;
  number: string;
  status: 'open' | 'closed' | 'cancelled' | 'archived';
  /** By the shipment that carries it. */
  carriers: ReadonlyMap<string, Behind>;
  /** By line, from 1, for each shipment whose goods are listed. */
  lines: readonly { position: number; carriers: ReadonlyMap<string, Behind> }[];
  /** Open, past its day and not delivered; `soon` where it is only expected to be. */
  late: 'late' | 'soon' | 'no';
};

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
    freights
      .filter(({ opened, filed }) => opened && filed.booking)
      .flatMap((freight) => freight.orders.map((order) => ({ freight, order: order.id }))),
    ({ order }) => order,
  );
  return orders.map((order) => {
    const carriers = (carrying.get(order.id) ?? []).map(({ freight }) => freight);
    return judgeOrder(order, carriers, now);
  });
}

function judgeOrder(order: Order, carriers: readonly Freight[], now: number): OrderVerdict {
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
    late: status === 'open' ? lateness(order, carriers, now) : 'no',
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

function lateness(order: Order, carriers: readonly Freight[], now: number): OrderVerdict['late'] {
  const waiting = carriers.filter(({ deliveredInFull }) => deliveredInFull === null);
  if (carriers.length > 0 && waiting.length === 0) return 'no';
  const promises = [order.mustArrive, ...order.lines.map(({ mustArrive }) => mustArrive)];
  const first = Math.min(...promises);
  const zone = waiting[0]?.legs.at(-1)?.to.place.zone ?? 'UTC';
  if (daysFrom(promise(first), dayThere(now, zone)) > 0) return 'late';
  return waiting.some((freight) => (behind(first, freight, now) ?? 0) > 0) ? 'soon' : 'no';
}
