import fc from 'fast-check';
import type { Change } from '#lib/model/change.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import { reportedEvent } from './normalised-events.ts';
import { hoursAgo } from './sailing.ts';

/** An event that may change what is told of a shipment, reported some minutes after the others. */
export type NoticeEvent = { minutes: number; changes: ((shipment: string) => Change)[] };

const milestone = fc
  .record({
    code: fc.constantFrom('DEPARTED' as const, 'ARRIVED' as const, 'DELIVERED' as const),
    hours: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 3 }),
  })
  .map(({ code, hours }) => (shipment: string): Change => {
    const moment = hours === null ? null : parseMoment(hoursAgo(hours));
    return { kind: 'milestone', shipment, code, classifier: 'ACT', moment };
  });
const fields = fc
  .record(
    {
      customer: fc.constantFrom('Harbour Home', 'Prairie Foods'),
      mode: fc.constantFrom('ocean' as const, 'truck' as const),
      reportedStatus: fc.constantFrom(
        { text: 'BOOKED', stage: 'booked' as const },
        { text: 'IN_TRANSIT', stage: 'in_transit' as const },
        { text: 'ARRIVED', stage: 'arrived' as const },
        { text: 'DELIVERED', stage: 'delivered' as const },
        { text: 'CANCELLED', stage: 'cancelled' as const },
      ),
    },
    { requiredKeys: [] },
  )
  .map(
    (given) =>
      (shipment: string): Change => ({ kind: 'shipment', shipment, fields: given }),
  );
const consignee = fc.constant(
  (shipment: string): Change => ({ kind: 'role', shipment, role: 'consignee', party: 'p1', name: 'harbour home' }),
);
const change = fc.oneof({ arbitrary: milestone, weight: 5 }, { arbitrary: fields, weight: 3 }, consignee);

/** Milestones, statuses, modes and parties, with contradictions and retractions. */
export const noticeEvent: fc.Arbitrary<NoticeEvent> = fc.record({
  minutes: fc.integer({ min: 0, max: 9 }),
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
});

/** The positions of some events, each at least once, some again, in any order; where a batch ends; and another choice for each batch. */
export const anyOrder = (events: number) =>
  fc.record({
    order: fc
      .shuffledSubarray([...Array(events).keys(), ...Array(events).keys()], { minLength: events })
      .map((order) => [...order, ...[...Array(events).keys()].filter((at) => !order.includes(at))]),
    cuts: fc.array(fc.boolean(), { minLength: 2 * events, maxLength: 2 * events }),
  });

/** The events as a source reports them about one shipment. */
export function reportAbout(shipment: string, events: readonly NoticeEvent[]): NormalisedEvent[] {
  return events.map(({ minutes, changes }) =>
    reportedEvent(hoursAgo(0.5 - minutes / 60), ...changes.map((changeOf) => changeOf(shipment))),
  );
}

/** Puts events in an order and divides them into batches. */
export function batchesOf(
  events: readonly NormalisedEvent[],
  { order, cuts }: { order: readonly number[]; cuts: readonly boolean[] },
): NormalisedEvent[][] {
  const batches: NormalisedEvent[][] = [[]];
  for (const [at, position] of order.entries()) {
    if (cuts[at]) batches.push([]);
    const one = events[position];
    if (one) batches.at(-1)?.push(one);
  }
  return batches;
}
