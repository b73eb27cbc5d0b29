import fc from 'fast-check';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';

/** The clock that the days of the events are around. */
export const NOW = '2026-03-20T12:00:00Z';

/** A day around the present one. */
const day = fc.integer({ min: 1, max: 31 }).map((at) => `2026-03-${String(at).padStart(2, '0')}`);
const vessel = fc.constantFrom('EVER ALOT', 'EVER GOODS', 'EVER GIVEN');
const number = fc.constantFrom('CSQU3054383', 'CSQU3054384', 'MSCU1');
const documentType = fc.constantFrom(
  'commercial invoice',
  'packing list',
  'house bill',
  'master bill',
  'arrival notice',
  'customs entry',
);

type ChangesOf = (shipment: string) => Change[];
const leg = fc.record({ vesselName: vessel, voyage: fc.constantFrom('1E', '2E') }, { requiredKeys: [] }).map(
  (fields): ChangesOf =>
    (shipment) => [{ kind: 'leg', shipment, leg: 'L', fields: { mode: 'ocean', ...fields } }],
);
const box = fc.record({ number, lastFreeDay: day }, { requiredKeys: [] }).map(
  (fields): ChangesOf =>
    (shipment) => [{ kind: 'container', shipment, container: 'C', fields }],
);
const milestone = fc
  .record({
    code: fc.constantFrom(
      'DEPARTED' as const,
      'ARRIVED' as const,
      'CUSTOMS_HOLD' as const,
      'CUSTOMS_RELEASED' as const,
      'DELIVERED' as const,
    ),
    classifier: fc.constantFrom('PLN' as const, 'EST' as const, 'ACT' as const),
    day: fc.option(day, { freq: 6 }),
  })
  .map(
    ({ code, classifier, day: on }): ChangesOf =>
      (shipment) => {
        const ofLeg = code === 'DEPARTED' || code === 'ARRIVED';
        const moment = on === null ? null : parseMoment(`${on}T10:00:00Z`);
        return [{ kind: 'milestone', shipment, code, classifier, moment, ...(ofLeg && { leg: 'L' }) }];
      },
  );
const document = documentType.map(
  (type): ChangesOf =>
    (shipment) => [
      { kind: 'record', recordType: 'document', record: `${shipment} ${type}`, fields: { type } },
      { kind: 'link', recordType: 'document', record: `${shipment} ${type}`, shipment },
    ],
);
/** Milestones, vessels, containers and documents that open, change and end exceptions of a shipment. */
export const exceptionEvent = fc.record({
  minutes: fc.integer({ min: 0, max: 9 }),
  changes: fc.array(fc.oneof({ arbitrary: milestone, weight: 5 }, leg, box, document), { minLength: 1, maxLength: 3 }),
});

/** Events, each at least once and some again, in any order; where a batch ends, and after which batches the clock is looked at. */
export const exceptionRun = fc.array(exceptionEvent, { minLength: 1, maxLength: 7 }).chain((events) =>
  fc.record({
    events: fc.constant(events),
    order: fc
      .shuffledSubarray([...events.keys(), ...events.keys()], { minLength: events.length })
      .map((order) => [...order, ...[...events.keys()].filter((at) => !order.includes(at))]),
    cuts: fc.array(fc.boolean(), { minLength: 2 * events.length, maxLength: 2 * events.length }),
    swept: fc.array(fc.boolean(), { minLength: 2 * events.length, maxLength: 2 * events.length }),
  }),
);

type ExceptionEvent = { minutes: number; changes: ChangesOf[] };

/** The events as a source reports them about one shipment; `round` tells apart those of several runs. */
export function exceptionEvents(shipment: string, events: readonly ExceptionEvent[], round = ''): NormalisedEvent[] {
  return events.map(({ minutes, changes }, position) => {
    const key = `${shipment}-${round}${position}`;
    const reportedAt = new Date(Date.parse(NOW) - (10 - minutes) * 60_000).toISOString();
    const at = { reportedAt, learnedAt: reportedAt };
    return { id: eventId('test', key), key, provider: 'test', ...at, changes: changes.flatMap((of) => of(shipment)) };
  });
}
