import type { ContainerFields, Stage } from '#lib/model/shipment.ts';
import { dayOf } from '#lib/model/time.ts';
import type { Eta } from './eta.ts';
import { entitiesOf, type Ledger } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';
import { readFields } from './route.ts';

const ENDED = new Set<Stage>(['delivered', 'cancelled', 'removed']);
const LEFT_TERMINAL = new Set(['OUT_FOR_DELIVERY', 'DELIVERED', 'EMPTY_RETURNED']);
const DAY = 86_400_000;

/**
 * What presses, as far as it follows from what is known and not from the clock. `lateDays`: how many days the arrival that is
 * still awaited is behind what was promised, by the days on the clocks there. `freeUntil`: the first last free day, YYYY-MM-DD,
 * of a box that has not left the terminal. Both are null once the shipment has ended.
 */
export function deriveAlerts(
  stage: Stage,
  { eta, baseline, arrived }: Eta,
  ledger: Ledger,
  claims: readonly MilestoneClaim[],
): { lateDays: number | null; freeUntil: string | null } {
  if (ENDED.has(stage)) return { lateDays: null, freeUntil: null };
  const awaited = arrived === null && eta !== null && baseline !== null;
  return {
    lateDays: awaited ? daysFrom(dayOf(baseline), dayOf(eta.moment)) : null,
    freeUntil: firstFreeDay(ledger, claims),
  };
}

function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

function firstFreeDay(ledger: Ledger, claims: readonly MilestoneClaim[]): string | null {
  const gone = new Set<string | null>();
  for (const { code, classifier, standing, container } of claims) {
    if (classifier === 'ACT' && standing === 'current' && LEFT_TERMINAL.has(code)) gone.add(container || null);
  }
  if (gone.has(null)) return null;
  let first: string | null = null;
  for (const [container, registers] of entitiesOf(ledger, 'containers')) {
    const day = readFields<ContainerFields>(registers).lastFreeDay;
    if (typeof day !== 'string' || gone.has(container)) continue;
    if (first === null || day < first) first = day;
  }
  return first?.slice(0, 10) ?? null;
}
