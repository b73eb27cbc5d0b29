import { type ContainerFields, STAGES, type Stage } from '#lib/model/shipment.ts';
import { dayOf } from '#lib/model/time.ts';
import type { Eta } from './eta.ts';
import type { Evidence } from './evidence.ts';
import { entitiesOf, type Ledger } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';
import { readFields } from './route.ts';

const ENDED = new Set<Stage>(['delivered', 'cancelled', 'removed']);
const LEFT_TERMINAL = new Set(['OUT_FOR_DELIVERY', 'DELIVERED']);
const DAY = 86_400_000;

/** What proves that containers left the terminal of the port of discharge. */
export function leftTerminal(claims: readonly MilestoneClaim[], proofs: readonly Evidence[]): MilestoneClaim[] {
  const returned = claims.filter(
    ({ code, classifier, standing, flag }) =>
      code === 'EMPTY_RETURNED' && classifier === 'ACT' && standing === 'current' && !flag,
  );
  const taken = proofs.filter(({ claim, rank }) => LEFT_TERMINAL.has(claim.code) && rank >= STAGES.arrived.rank);
  return [...returned, ...taken.map(({ claim }) => claim)];
}

/**
 * What presses, as far as it follows from what is known and not from the clock. `lateDays`: how many days the arrival that is
 * still awaited is behind what was promised, by the days on the clocks there. `freeUntil`: the first last free day, YYYY-MM-DD,
 * of a container that has not `left` the terminal. Both are null once the shipment has ended.
 */
export function deriveAlerts(
  stage: Stage,
  { eta, baseline, arrived }: Eta,
  ledger: Ledger,
  left: readonly MilestoneClaim[],
): { lateDays: number | null; freeUntil: string | null } {
  if (ENDED.has(stage)) return { lateDays: null, freeUntil: null };
  const awaited = arrived === null && eta !== null && baseline !== null;
  return {
    lateDays: awaited ? daysFrom(dayOf(baseline), dayOf(eta.moment)) : null,
    freeUntil: firstFreeDay(ledger, left),
  };
}

function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

function firstFreeDay(ledger: Ledger, left: readonly MilestoneClaim[]): string | null {
  if (left.some(({ about }) => about === null)) return null;
  const gone = new Set(left.flatMap(({ about }) => about ?? []));
  let first: string | null = null;
  for (const [container, registers] of entitiesOf(ledger, 'containers')) {
    const day = readFields<ContainerFields>(registers).lastFreeDay;
    if (typeof day !== 'string' || gone.has(container)) continue;
    if (first === null || day < first) first = day;
  }
  return first?.slice(0, 10) ?? null;
}
