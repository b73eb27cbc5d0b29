import type { Load, LoadMode } from '#lib/emulator/world/load.ts';
import { arrivalOf, isLateList, type Mode } from './lateness.ts';
import type { LegVerdict, Position, Verdict } from './oracle.ts';
import { missingPapers, type Step } from './papers.ts';

const MODES: Readonly<Record<LoadMode, Mode>> = {
  TL: 'truck',
  LTL: 'truck',
  DRAYAGE: 'truck',
  RAIL: 'rail',
  INTERMODAL: 'intermodal',
};

/** Where a load is before anybody collects it, by its broker's word. */
const BEFORE: Readonly<Record<string, Position>> = {
  DRAFT: 'draft',
  PLANNING: 'planned',
  TENDER_PENDING: 'tendered',
  TENDER_REJECTED: 'rejected',
  BOOKED: 'booked',
  DISPATCHED: 'dispatched',
};

/** The broker writes whole seconds. */
const told = (at: number) => Math.floor(at / 1000) * 1000;

/** Says how a broker's load stands at an instant. */
export function judgeLoad(load: Load, now: number): Verdict {
  const { id, stops, mode } = load;
  const [first, last] = [stops[0], stops.at(-1)];
  const position = positionOf(load);
  const promised = last ? told(last.wanted) : null;
  const awaited = {
    mode: MODES[mode],
    zone: last?.place.zone ?? 'UTC',
    promised,
    expected: promised,
    isDay: false,
    arrived: last?.arrived ?? null,
    there: position === 'delivered',
  };
  const isOff = position === 'cancelled' || position === 'removed';
  return {
    provider: 'mvmnt',
    id,
    position,
    inPart: { ahead: [], of: 0 },
    legs: legsOf(load),
    boxes: [],
    arrived: last?.arrived ?? null,
    arrival: isOff ? null : arrivalOf(awaited, now),
    isLate: !isOff && position !== 'delivered' && isLateList(awaited, now),
    customs: null,
    missing: isOff
      ? null
      : missingPapers({
          mode: MODES[mode],
          abroad: first?.place.country !== last?.place.country,
          types: load.papers.documents.map(({ type }) => String(type)),
          behind: behindOf(load),
        }),
  };
}

function positionOf({ status, stops, deliveredAt, deletedAt }: Load): Position {
  if (deletedAt !== null) return 'removed';
  if (status === 'CANCELED') return 'cancelled';
  if (deliveredAt !== null) return 'delivered';
  const [first, last] = [stops[0], stops.at(-1)];
  if (last && last.arrived !== null) return 'at the door';
  const isLastNext = stops.slice(0, -1).every(({ arrived }) => arrived !== null);
  if (status === 'ARRIVED_AT_DELIVERY_TERMINAL' && isLastNext) return 'arrived';
  if (first && first.departed !== null) return 'under way';
  if (first && first.arrived !== null) return 'at origin';
  return BEFORE[status] ?? 'not collected';
}

/** From stop to stop. The broker names each leg after its order and the stop that it leads to. */
function legsOf({ orderId, stops }: Load): LegVerdict[] {
  return stops.flatMap((stop, at) => {
    const from = stops[at - 1];
    return from ? [{ id: `${orderId}:${stop.id}`, left: from.departed, reached: stop.arrived }] : [];
  });
}

function behindOf({ stops, deliveredAt }: Load): Set<Step> {
  const steps = new Set<Step>();
  const [first, last] = [stops[0], stops.at(-1)];
  const isThere = deliveredAt !== null || (last !== undefined && last.arrived !== null);
  if (isThere || (first && first.departed !== null)) steps.add('picked up').add('departed');
  if (isThere) steps.add('arrived').add('cleared').add('out for delivery');
  if (deliveredAt !== null) steps.add('delivered');
  return steps;
}
