import { terminalTimeZone } from '../container-rows.ts';
import { currentClaim, partsOf } from '../ledger.ts';
import { type Condition, hoursBefore } from './condition.ts';
import type { JudgedShipment } from './judged-shipment.ts';

/** Free time is near its end from this long before: time enough to book a truck. */
const NEAR_HOURS = 48;

/** Containers whose free time ends soon or has ended, and that were not picked up. */
export function chargeConditions({ ledger, containers, route }: JudgedShipment): Condition[] {
  const found: Condition[] = [];
  const timeZone = terminalTimeZone(route) ?? undefined;
  const parts = partsOf(ledger, 'containers');
  for (const { id, externalId, number, freeTimeEndsAt, leftAt } of containers.values()) {
    if (freeTimeEndsAt === null || leftAt !== null) continue;
    const claim = currentClaim(parts.get(externalId)?.get('lastFreeDay'));
    const source = claim && ledger.events[claim[1]];
    if (!source) continue;
    const common = {
      ...{ part: id, deadline: freeTimeEndsAt, source },
      details: { container: number ?? externalId, timeZone },
    };
    found.push(
      {
        ...{ type: 'charge.lfd_near', severity: 'medium', endsAt: freeTimeEndsAt },
        opensAt: hoursBefore(freeTimeEndsAt, NEAR_HOURS),
        ...common,
      },
      { type: 'charge.lfd_past', severity: 'critical', opensAt: freeTimeEndsAt, ...common },
    );
  }
  return found;
}
