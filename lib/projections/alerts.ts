import { freeDayAt } from '#lib/model/free-day.ts';
import { daysBehind, hasArrived, lateFrom, varianceOf } from '#lib/model/lateness.ts';
import { type LatenessLimits, limitOf } from '#lib/model/lateness-limits.ts';
import { type ContainerFields, STAGES, type Stage } from '#lib/model/shipment.ts';
import type { Eta } from './eta.ts';
import type { Evidence } from './evidence.ts';
import { type Ledger, partsOf } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';
import { readFields } from './route.ts';
import type { RouteShape } from './stage-on-leg.ts';

const ENDED = new Set<Stage>(['delivered', 'cancelled', 'removed']);
const LEFT_TERMINAL = new Set(['OUT_FOR_DELIVERY', 'DELIVERED']);
/** Milestones of a leg after the main carriage that prove that the containers left the terminal. */
const GOES_ON = new Set(['PICKED_UP', 'DEPARTED', 'ARRIVED', 'UNLOADING', 'DELIVERED_PART', 'DELIVERY_COMPLETED']);
/** These carry containers on to another terminal, where they are fetched and free time runs, unless they go to the door themselves. */
export const BETWEEN_TERMINALS: ReadonlySet<string | undefined> = new Set(['rail', 'barge']);

/** The claims that prove that containers left the terminal where they are fetched: the port of discharge, or a ramp behind it. */
export function leftTerminal(
  claims: readonly MilestoneClaim[],
  proofs: readonly Evidence[],
  { legs, positions, lastMain }: Pick<RouteShape, 'legs' | 'positions' | 'lastMain'>,
): MilestoneClaim[] {
  const returned = claims.filter(
    ({ code, classifier, standing, flag }) =>
      code === 'EMPTY_RETURNED' && classifier === 'ACT' && standing === 'current' && !flag,
  );
  const isOnward = ({ code, leg }: MilestoneClaim) => {
    const at = positions.get(leg ?? '') ?? -1;
    const isFetched = at === legs.length - 1 || !BETWEEN_TERMINALS.has(legs[at]?.fields.mode);
    return at > lastMain && isFetched && GOES_ON.has(code);
  };
  const taken = proofs.filter(
    ({ claim, rank }) => (LEFT_TERMINAL.has(claim.code) && rank >= STAGES.arrived.rank) || isOnward(claim),
  );
  return [...returned, ...taken.map(({ claim }) => claim)];
}

/** What decides whether a shipment is late. */
type Judged = { stage: Stage; mode: string | null; limits: LatenessLimits };

/** The time zones of the arrival, and of the terminal where containers are fetched. */
type Zones = { timeZone: string | null | undefined; terminal?: string | null | undefined };

/**
 * What needs attention, as far as the ledger decides it and not the clock. All are null once the shipment has ended.
 * - `lateDays`: calendar days in `timeZone` from the baseline to the ETA; more than 0 is later than promised, less than 0 earlier.
 *   Null without a baseline, and after arrival.
 * - `lateAt`: the instant, UTC, from which the shipment is late unless it arrives before. If the ETA itself is late, when that ETA
 *   was first reported; else when the time allowed after ETA and baseline ends (`lib/model/lateness.ts`).
 * - `freeUntil`: the earliest last free day, YYYY-MM-DD, of the containers that have not `left` the terminal.
 */
export function deriveAlerts(
  { stage, mode, timeZone, terminal, limits }: Judged & Zones,
  { eta, baseline, arrived }: Eta,
  ledger: Ledger,
  left: readonly MilestoneClaim[],
): { lateDays: number | null; lateAt: string | null; freeUntil: string | null } {
  if (ENDED.has(stage)) return { lateDays: null, lateAt: null, freeUntil: null };
  const freeUntil = firstFreeDay(ledger, left, terminal);
  if (arrived !== null || eta === null || hasArrived(stage, mode)) return { lateDays: null, lateAt: null, freeUntil };
  const limit = limitOf(limits, mode);
  const isBehind = baseline !== null && varianceOf(baseline, eta.moment, limit, timeZone).isLate;
  const from = lateFrom(baseline ? [eta.moment, baseline] : [eta.moment], limit, timeZone);
  return {
    lateDays: baseline && daysBehind(baseline, eta.moment, timeZone),
    lateAt: isBehind ? eta.first.reportedAt : new Date(from).toISOString(),
    freeUntil,
  };
}

/**
 * The instant, UTC, from which the next milestone is overdue unless it is reported before: when the time that the mode allows after it was
 * expected ends (`lib/model/lateness.ts`). Null where none is expected, and once the shipment has ended.
 */
export function deriveOverdueAt({ stage, mode, limits }: Judged, next: MilestoneClaim | null): string | null {
  if (next === null || ENDED.has(stage)) return null;
  return new Date(lateFrom([next.moment], limitOf(limits, mode), next.place?.timeZone)).toISOString();
}

function firstFreeDay(
  ledger: Ledger,
  left: readonly MilestoneClaim[],
  terminal: string | null | undefined,
): string | null {
  if (left.some(({ about }) => about === null)) return null;
  const gone = new Set(left.flatMap(({ about }) => about ?? []));
  let first: string | null = null;
  for (const [container, histories] of partsOf(ledger, 'containers')) {
    const stated = readFields<ContainerFields>(histories).lastFreeDay;
    if (typeof stated !== 'string' || gone.has(container)) continue;
    const day = freeDayAt(stated, terminal);
    if (first === null || day < first) first = day;
  }
  return first;
}
