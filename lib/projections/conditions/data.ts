import { ARRIVAL_CHECKLISTS } from '#lib/model/checklist.ts';
import { tradeOfShipment } from '#lib/model/documents-due.ts';
import { currentClaim, fieldsOf, partsOf } from '../ledger.ts';
import { type Condition, hoursBefore } from './condition.ts';
import type { JudgedShipment } from './judged-shipment.ts';

/** Documents that are due by the arrival are missed from this long before it. */
const DOCUMENT_HOURS = 72;

/**
 * The documents that are due by the arrival, from three days before it. Whether they were received is not known here: the documents
 * of a shipment are entities of their own, so `lib/exceptions` leaves out those that were.
 */
export function missingDocuments({ row, eta }: JudgedShipment): Condition[] {
  const arrival = eta.arrived ?? eta.eta;
  const checklist = ARRIVAL_CHECKLISTS.find(({ mode }) => mode === row.mode)?.[tradeOfShipment(row)] ?? [];
  if (arrival === null || checklist.length === 0) return [];
  return [
    {
      ...{ type: 'document.missing', part: '', severity: 'medium', source: arrival.first },
      opensAt: hoursBefore(arrival.moment.at, DOCUMENT_HOURS),
      deadline: arrival.moment.at,
      details: { documents: [...checklist], expected: arrival.moment },
    },
  ];
}

/** A source whose status contradicts the milestones. */
export function conflictConditions({ row, ledger }: JudgedShipment): Condition[] {
  if (row.statusBasis !== 'conflict') return [];
  const source = ledger.events.find(({ id }) => id === row.statusEventId) ?? ledger.events.at(-1);
  if (!source) return [];
  return [
    {
      ...{ type: 'data.conflict', part: '', severity: 'low', opensAt: source.reportedAt, source },
      details: {
        reason: row.statusReason,
        ...(row.reportedStatus !== null && { from: row.reportedStatus }),
        to: row.status,
      },
    },
  ];
}

/** A status that puts the shipment on hold without a milestone. Its source does not say who placed the hold. */
const ON_HOLD = /^on[\s_-]?hold$/i;

/**
 * The hold that the newest status of the source states. It began with the first report of that status; with the last one if another
 * status was reported between them.
 */
export function statusHolds({ row, ledger }: JudgedShipment): Condition[] {
  const history = fieldsOf(ledger).get('reportedStatus');
  const claim = currentClaim(history);
  const isAgain = claim && history?.some((other) => other !== claim && other[2] > claim[1]);
  const source = claim && ledger.events[claim[isAgain ? 2 : 1]];
  if (!source || !ON_HOLD.test(row.reportedStatus ?? '')) return [];
  const details = { reason: 'on_hold' };
  const deadline = row.freeTimeEndsAt;
  return [{ type: 'hold.other', part: '', severity: 'high', opensAt: source.reportedAt, deadline, source, details }];
}

/** Containers whose number is not valid by ISO 6346. */
export function invalidNumbers({ containers, ledger }: JudgedShipment): Condition[] {
  const parts = partsOf(ledger, 'containers');
  return [...containers.values()].flatMap(({ id, externalId, number, numberValid }): Condition[] => {
    const claim = currentClaim(parts.get(externalId)?.get('number'));
    const source = claim && ledger.events[claim[1]];
    if (numberValid !== false || !source) return [];
    return [
      {
        ...{ type: 'reference.invalid', part: id, severity: 'low', opensAt: source.reportedAt, source },
        details: { container: number ?? externalId },
      },
    ];
  });
}
