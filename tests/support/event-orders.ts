import fc from 'fast-check';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';

const CODES: readonly MilestoneCode[] = [
  'BOOKING_CONFIRMED',
  'PICKED_UP',
  'DEPARTED',
  'ARRIVED',
  'CUSTOMS_HOLD',
  'CUSTOMS_RELEASED',
  'DELAY',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
];

const PLACES = [
  { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: 'Asia/Shanghai' },
  { name: 'Los Angeles', country: 'US', unlocode: 'USLAX', timeZone: 'America/Los_Angeles' },
  { name: 'Chicago', country: 'US', unlocode: 'USCHI', timeZone: 'America/Chicago' },
];

/** Few distinct instants, so that ties and contradictions are common. */
const instant = fc
  .integer({ min: 0, max: 9 })
  .map((day) => `2026-03-${String(10 + day).padStart(2, '0')}T06:00:00.000Z`);
/** Report times by a clock that is right, minutes, hours or decades ahead, or years behind. */
const reportedAt = fc.oneof(
  { arbitrary: instant, weight: 4 },
  fc.constantFrom(
    '2026-03-15T00:05:00.000Z',
    '2026-03-15T08:00:00.000Z',
    '2062-03-14T10:00:00.000Z',
    '2012-01-01T00:00:00.000Z',
  ),
);
const place = fc.constantFrom(...PLACES);
const leg = fc.constantFrom('1', '2', '3');
const container = fc.constantFrom('c1', 'c2');

const milestone = (shipment: string) =>
  fc
    .record(
      {
        kind: fc.constant('milestone' as const),
        shipment: fc.constant(shipment),
        code: fc.constantFrom(...CODES),
        classifier: fc.constantFrom('PLN' as const, 'EST' as const, 'ACT' as const),
        moment: fc.option(
          fc.oneof(
            instant,
            instant.map((text) => text.slice(0, 10)),
            instant.map((text) => text.replace('06:00:00.000Z', '14:00:00+08:00')),
            fc.constantFrom('1985-03-12', '2062-03-14T10:00:00Z'),
          ),
        ),
        leg,
        container,
        instance: fc.constantFrom('a', 'b'),
        place,
        reason: fc.constantFrom('x_ray', 'port_congestion'),
        hint: fc.boolean(),
      },
      { requiredKeys: ['kind', 'shipment', 'code', 'classifier', 'moment'] },
    )
    .map(({ moment, ...rest }): Change => ({ ...rest, moment: moment === null ? null : parseMoment(moment) }));

const change = (shipment: string): fc.Arbitrary<Change> =>
  fc.oneof(
    { arbitrary: milestone(shipment), weight: 6 },
    fc.record({
      kind: fc.constant('shipment' as const),
      shipment: fc.constant(shipment),
      fields: fc.record({
        name: fc.constantFrom('Spring order', 'Summer order'),
        reportedStatus: fc.constantFrom(
          { text: 'BOOKED', stage: 'booked' as const },
          { text: 'IN_TRANSIT', stage: 'in_transit' as const },
          { text: 'ON_HOLD', stage: null },
          { text: 'CANCELED', stage: 'cancelled' as const },
        ),
      }),
    }),
    fc.record({
      kind: fc.constant('leg' as const),
      shipment: fc.constant(shipment),
      leg,
      fields: fc.record({
        mode: fc.constantFrom('ocean' as const, 'truck' as const),
        origin: place,
        destination: place,
        vesselName: fc.constantFrom('EVER ALOT', 'MSC IRINA'),
      }),
    }),
    fc.record({
      kind: fc.constant('container' as const),
      shipment: fc.constant(shipment),
      container,
      fields: fc.record(
        {
          number: fc.constantFrom('CSQU3054383', 'CSQU3054384'),
          items: fc.array(fc.record({ sku: fc.constantFrom('A', 'B'), units: fc.nat(9) }), { maxLength: 2 }),
        },
        { requiredKeys: ['number'] },
      ),
    }),
    fc.record({
      kind: fc.constant('reference' as const),
      shipment: fc.constant(shipment),
      type: fc.constantFrom('house_bill' as const, 'purchase_order' as const),
      value: fc.constantFrom('HB-1', 'PO 77'),
    }),
    fc.record({
      kind: fc.constant('role' as const),
      shipment: fc.constant(shipment),
      role: fc.constantFrom('consignee' as const, 'shipper' as const),
      party: fc.constantFrom('p1', 'p2'),
      name: fc.constantFrom('Harbour Foods', 'Northwind'),
    }),
    fc.record({
      kind: fc.constant('party' as const),
      party: fc.constantFrom('p1', 'p2'),
      fields: fc.record({ name: fc.constantFrom('Harbour Foods', 'Northwind'), removed: fc.boolean() }),
    }),
  );

const money = fc.constantFrom('100.00', '60.50', '0').map((amount) => ({ amount, currency: 'USD' }));

/** Records that concern the shipment: their fields, their steps, their links. */
const record = (shipment: string): fc.Arbitrary<Change> => {
  const its = { kind: fc.constant('record' as const), record: fc.constantFrom('r1', 'r2') };
  const recordType = fc.constantFrom(
    'booking' as const,
    'purchase_order' as const,
    'product' as const,
    'invoice' as const,
  );
  return fc.oneof(
    fc.record({
      ...its,
      recordType: fc.constant('booking' as const),
      fields: fc.record(
        {
          status: fc.constantFrom('draft' as const, 'confirmed' as const, 'archived' as const),
          vessel: fc.constantFrom('EVER ALOT', 'MSC IRINA'),
          cargoReadyOn: fc.constantFrom('2026-03-10', '2026-03-12'),
        },
        { requiredKeys: [] },
      ),
    }),
    fc.record({
      ...its,
      recordType: fc.constant('purchase_order' as const),
      fields: fc.record(
        {
          number: fc.constantFrom('PO 77', 'PO-78'),
          lines: fc.array(fc.record({ sku: fc.constantFrom('A', 'B'), units: fc.nat(9), unitCost: money }), {
            maxLength: 3,
          }),
        },
        { requiredKeys: [] },
      ),
    }),
    fc.record({
      ...its,
      recordType: fc.constant('invoice' as const),
      fields: fc.record(
        {
          status: fc.constantFrom('outstanding' as const, 'paid' as const),
          total: money,
          balance: money,
          lines: fc.array(fc.record({ name: fc.constantFrom('Freight', 'Customs'), amount: money }), { maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
    }),
    fc.record({
      ...its,
      recordType: fc.constant('document' as const),
      fields: fc.record({ type: fc.constantFrom('bill_of_lading', 'packing_list'), archived: fc.boolean() }),
    }),
    fc.record({
      ...its,
      recordType: fc.constant('product' as const),
      fields: fc.record({ sku: fc.constantFrom('A', 'B'), name: fc.constantFrom('Chair', 'Table') }),
    }),
    fc
      .record(
        {
          kind: fc.constant('step' as const),
          recordType,
          record: its.record,
          code: fc.constantFrom('CONFIRMED' as const, 'AMENDED' as const, 'PAYMENT_MADE' as const, 'VOIDED' as const),
          moment: fc.option(instant),
          instance: fc.constantFrom('a', 'b'),
          amount: money,
        },
        { requiredKeys: ['kind', 'recordType', 'record', 'code', 'moment'] },
      )
      .map(({ moment, ...rest }): Change => ({ ...rest, moment: moment === null ? null : parseMoment(moment) })),
    fc.record({ kind: fc.constant('link' as const), recordType, record: its.record, shipment: fc.constant(shipment) }),
  );
};

/** Some events about two shipments, with contradictions, retractions, ties and gaps. */
export const randomEvents: fc.Arbitrary<NormalisedEvent[]> = fc
  .array(
    fc.record({
      reportedAt,
      changes: fc.constantFrom('S1', 'S2').chain((shipment) =>
        fc.array(fc.oneof({ arbitrary: change(shipment), weight: 3 }, { arbitrary: record(shipment), weight: 1 }), {
          minLength: 1,
          maxLength: 6,
        }),
      ),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((events) =>
    events.map(({ reportedAt, changes }, at): NormalisedEvent => {
      const key = String(7 + at);
      return {
        id: eventId('test', key),
        key,
        provider: 'test',
        reportedAt,
        learnedAt: `2026-03-15T00:00:0${at}.000Z`,
        changes,
      };
    }),
  );

/** Events, and the same events shuffled, some twice, split into batches. */
export const eventOrders: fc.Arbitrary<{ events: NormalisedEvent[]; batches: NormalisedEvent[][] }> =
  randomEvents.chain((events) =>
    fc
      .record({
        order: fc.shuffledSubarray(
          [...events, ...events].map((_, at) => at),
          { minLength: events.length, maxLength: events.length * 2 },
        ),
        cuts: fc.array(fc.boolean(), { minLength: events.length * 2, maxLength: events.length * 2 }),
      })
      .map(({ order, cuts }) => {
        const once = order.map((at) => events[at % events.length] as NormalisedEvent);
        const missing = events.filter((event) => !once.includes(event));
        const batches: NormalisedEvent[][] = [[]];
        for (const [at, event] of [...once, ...missing].entries()) {
          if (cuts[at]) batches.push([]);
          batches.at(-1)?.push(event);
        }
        return { events, batches };
      }),
  );
