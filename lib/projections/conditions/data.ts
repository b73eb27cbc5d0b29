import { ARRIVAL_CHECKLISTS } from '#lib/model/checklist.ts';
import { tradeOfShipment } from '#lib/model/documents-due.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { currentClaim, fieldsOf, type Ledger, partsOf } from '../ledger.ts';
import { readMilestoneKey, SECTION } from '../statements.ts';
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
 * The hold that the newest status of the source states. It began with the first report of that status; if another status was reported
 * since, with the first one after that. Restating it does not move that time.
 */
export function statusHolds({ row, ledger }: JudgedShipment): Condition[] {
  const histories = fieldsOf(ledger);
  const history = histories.get('reportedStatus') ?? [];
  const claim = currentClaim(history);
  if (!claim || !ON_HOLD.test(row.reportedStatus ?? '')) return [];
  const between = Math.max(-1, ...history.map((other) => (other === claim ? -1 : other[2])));
  const reports = (histories.get('holdReport') ?? []).map(([, first]) => first);
  const since = Math.min(claim[2], ...[claim[1], ...reports].filter((report) => report > between));
  const source = ledger.events[since];
  if (!source) return [];
  const details = { reason: 'on_hold' };
  const deadline = row.freeTimeEndsAt;
  return [{ type: 'hold.other', part: '', severity: 'high', opensAt: source.reportedAt, deadline, source, details }];
}

/**
 * Times that cannot be read, until they are stated in a form that can, or retracted. Not of legs and containers that are gone, nor
 * when cargo was to be ready that has departed.
 */
export function unreadableDates({ ledger, row }: JudgedShipment): Condition[] {
  const found: Condition[] = [];
  const hasDeparted = row.progress.some(({ step, state }) => step === 'departed' && state === 'done');
  for (const [key, fields] of partsOf(ledger, SECTION.unreadable)) {
    const [code = '', leg = '', container = ''] = readMilestoneKey(key);
    if (code === 'CARGO_READY' && hasDeparted) continue;
    const isLeft = (section: string, id: string) => id === '' || partsOf(ledger, section).has(id);
    if (!isLeft(SECTION.legs, leg) || !isLeft(SECTION.containers, container)) continue;
    const slots = partsOf(ledger, SECTION.milestones).get(key);
    for (const [slot, history] of fields) {
      const classifier = slot.replace('~', '');
      const claim = currentClaim(history);
      const own = fieldOfDate(ledger, code, container);
      // A hint says nothing about a time that is stated.
      const stated = [slots?.get(classifier), slots?.get(slot), own].flatMap((one) => one ?? []);
      const source = claim && ledger.events[claim[1]];
      if (!source || stated.some(([, , last]) => last >= claim[2])) continue;
      found.push({
        ...{ type: 'data.unreadable', part: `${key}|${slot}`, severity: 'low', source },
        ...{ opensAt: source.reportedAt },
        details: { milestone: code as MilestoneCode, from: String(claim[0]), to: classifier },
      });
    }
  }
  return found;
}

/** The claims of a date that is a field and no milestone. */
function fieldOfDate(ledger: Ledger, code: string, container: string) {
  if (code === 'FREE_TIME_EXPIRING') return fieldsOf(ledger, SECTION.containers, container).get('lastFreeDay');
  return code === 'CARGO_READY' ? fieldsOf(ledger).get('cargoReadyOn') : [];
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
