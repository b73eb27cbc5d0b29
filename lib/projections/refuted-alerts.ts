import { freeDayAt } from '#lib/model/free-day.ts';
import { dayAt } from '#lib/model/lateness.ts';
import type { ShipmentException } from './exceptions.ts';
import { type Claim, compareSources, currentClaim, type Ledger, partsOf, type Source } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';

/** What a source states later about the last free day of a container, against its alert. */
type Refuted = { source: Source; reason: string };

/**
 * Exceptions, of which alerts about free time are over where a newer event states a later last free day, or that there is none any more:
 * for each container that the alert is about.
 */
export function withoutRefuted(
  found: readonly ShipmentException[],
  ledger: Ledger,
  timeZone: string | null | undefined,
): ShipmentException[] {
  return found.map((one) => {
    if (one.cleared || !one.raised.code.startsWith('FREE_TIME_')) return one;
    const refuted = refutedBy(one.raised, ledger, timeZone);
    if (!refuted) return one;
    const { source, reason } = refuted;
    const moment = { at: source.reportedAt, text: source.reportedAt, offset: 'Z', precision: 'time' } as const;
    return { ...one, cleared: { key: one.raised.key, moment, first: source }, clearedReason: reason };
  });
}

function refutedBy(raised: MilestoneClaim, ledger: Ledger, timeZone: string | null | undefined): Refuted | null {
  const containers = partsOf(ledger, 'containers');
  let newest: Refuted | null = null;
  for (const id of raised.about ?? containers.keys()) {
    const history = containers.get(id)?.get('lastFreeDay') ?? [];
    const claim = currentClaim(history);
    // An event that raises the alert and withdraws the day says that there is nothing to count down.
    const isWithdrawn = claim?.[0] === null && history.length > 1;
    const refuted = claim && statedAgainst(claim, { raised, isWithdrawn }, ledger, timeZone);
    if (!refuted) return null;
    if (!newest || compareSources(refuted.source, newest.source) > 0) newest = refuted;
  }
  return newest;
}

function statedAgainst(
  [value, first, last]: Claim,
  { raised, isWithdrawn }: { raised: MilestoneClaim; isWithdrawn: boolean },
  { events }: Ledger,
  timeZone: string | null | undefined,
): Refuted | null {
  const source = [events[first], events[last]].find((one) => {
    const isNewer = one ? compareSources(one, raised.last) : -1;
    return isNewer > 0 || (isNewer === 0 && isWithdrawn);
  });
  if (!source) return null;
  if (value === null) return isWithdrawn ? { source, reason: 'Last free day withdrawn' } : null;
  const day = freeDayAt(String(value), timeZone);
  return day > dayAt(raised.moment, timeZone) ? { source, reason: `Free time extended to ${day}` } : null;
}
