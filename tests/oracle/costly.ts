import type { World } from '#lib/emulator/index.ts';
import { type Freight, mainLegs } from '#lib/emulator/world/freight.ts';
import { DAY } from '#lib/emulator/world/local-time.ts';
import { daysFrom, endOfLocalDay, localDay } from './calendar.ts';

/** Something costly that happens to a shipment, and the instant before which it must be known to be of use. Epoch milliseconds. */
export type Costly = {
  kind: 'free time' | 'late arrival' | 'customs hold';
  shipment: string;
  since: number;
  deadline: number;
};

/** An arrival this many days after the promise costs the customer something. */
const LATE_DAYS = 2;

/** Everything costly that happens in a world until an instant, from its own records. Plays the world to that instant. */
export function costlyOf(world: World, until: number): Costly[] {
  const promised = new Map<Freight, number>();
  const holds: Costly[] = [];
  const releases = new Map<Freight, number[]>();
  const all = new Set<Freight>();
  for (const { timeline, step } of world.steps()) {
    if (step.at > until) break;
    step.take(false);
    const { records } = timeline;
    if (records.kind !== 'freight') continue;
    const { freight } = records;
    all.add(freight);
    const eta = mainLegs(freight).at(-1)?.eta ?? null;
    if (eta !== null && freight.opened && !promised.has(freight)) promised.set(freight, eta);
    const { type = '', occurredAt = step.at } = step.head ?? {};
    if (!type.startsWith('/shipment#customs_')) continue;
    if (type.endsWith('_released')) releases.set(freight, [...(releases.get(freight) ?? []), occurredAt]);
    else holds.push({ kind: 'customs hold', shipment: String(freight.id), since: occurredAt, deadline: until });
  }
  const known = [...all].flatMap((freight) => [
    ...lateArrivals(freight, promised.get(freight)),
    ...overstayed(freight),
  ]);
  const released = new Map([...releases].map(([freight, times]) => [String(freight.id), times]));
  return [...known, ...holds.flatMap((hold) => endedBy(hold, released.get(hold.shipment) ?? []))];
}

/** A hold must be known before it is released; one without a release is still open. */
function endedBy(hold: Costly, releases: readonly number[]): Costly[] {
  const end = releases.filter((at) => at > hold.since).sort((a, b) => a - b)[0];
  return [{ ...hold, deadline: end ?? hold.deadline }];
}

/** The main carriage arrives later than was promised first: to be known before it arrives. */
function lateArrivals(freight: Freight, promise: number | undefined): Costly[] {
  const last = mainLegs(freight).at(-1);
  if (!last || last.ata === null || promise === undefined) return [];
  const zone = last.to.place.zone;
  if (daysFrom(localDay(promise, zone), localDay(last.ata, zone)) < LATE_DAYS) return [];
  return [{ kind: 'late arrival', shipment: String(freight.id), since: promise - 30 * DAY, deadline: last.ata }];
}

/** Containers that stay at the terminal after their last free day: to be known before that ends. */
function overstayed(freight: Freight): Costly[] {
  const main = mainLegs(freight).at(-1);
  const onward = main && freight.legs[freight.legs.indexOf(main) + 1];
  const first = freight.containers.flatMap(({ lastFreeDay }) => lastFreeDay ?? []).sort((a, b) => a - b)[0];
  if (!onward || onward.atd === null || first === undefined) return [];
  const zone = onward.from.place.zone;
  const deadline = endOfLocalDay(new Date(first).toISOString().slice(0, 10), zone);
  return onward.atd <= deadline
    ? []
    : [{ kind: 'free time', shipment: String(freight.id), since: deadline - 10 * DAY, deadline }];
}
