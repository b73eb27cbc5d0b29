import { describe, expect, it } from 'vitest';
import type { Change, WholeChange } from '#lib/model/change.ts';
import { partId } from '#lib/model/identity.ts';
import { decidesNotices } from '#lib/model/notice.ts';
import { InMemory, idOf, link, record, step } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { at, happened } from '#tests/support/shipment-rows.ts';
import type { NormalisedEvent } from './apply.ts';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
const id = idOf('shipment', 'S');
const shipment = (fields: Extract<Change, { kind: 'shipment' }>['fields']): Change => ({
  kind: 'shipment',
  shipment: 'S',
  fields,
});
const leg = (fields: Extract<Change, { kind: 'leg' }>['fields']): Change => ({
  kind: 'leg',
  shipment: 'S',
  leg: '1',
  fields,
});
const container = (fields: Extract<Change, { kind: 'container' }>['fields']): Change => {
  return { kind: 'container', shipment: 'S', container: 'c1', fields };
};
const usd = (amount: string) => ({ amount, currency: 'USD' });

/** The differences that the last batch caused, without the cause and the times for notices. */
function effects(...batches: (Change[] | NormalisedEvent[])[]) {
  const kept = new InMemory();
  const found = batches.map((batch, index) => {
    const events =
      batch.every((one): one is NormalisedEvent => 'changes' in one) && batch.length > 0
        ? (batch as NormalisedEvent[])
        : [reportedEvent(day(index + 1), ...(batch as Change[]))];
    return kept.apply(...events).map(({ eventId, times: _, ...difference }) => {
      expect(events.map((event) => event.id)).toContain(eventId);
      return difference;
    });
  });
  return found.at(-1) ?? [];
}

describe('differences of a shipment', () => {
  it('of a new one are its creation, milestones and exceptions, not its parts', () => {
    const found = effects([
      shipment({ name: 'A' }),
      leg({ mode: 'ocean', voyage: '1' }),
      container({ number: 'CSQU3054383' }),
      { kind: 'role', shipment: 'S', role: 'buyer', name: 'Northwind' },
      happened('DELAY', '2026-03-01', { reason: 'weather_delay', instance: 'x' }),
    ]);
    const part = { type: 'milestone', code: 'DELAY', classifier: 'ACT', legId: null, containerId: null };
    const raised = { code: 'DELAY', reason: 'weather_delay', at: '2026-03-01T00:00:00.000Z' };
    expect(found).toEqual([
      { part: null, field: 'added', before: null, after: 'S' },
      {
        part,
        field: 'time',
        before: null,
        after: { occurredText: '2026-03-01', precision: 'day', place: null, reason: 'weather_delay', flag: null },
      },
      { part: { type: 'exception', code: 'DELAY' }, field: 'raised', before: null, after: raised },
    ]);
  });

  it('are its changed values, before and after', () => {
    expect(
      effects([shipment({ name: 'A', pieces: 3 })], [shipment({ name: 'B', pieces: 3, incoterm: 'FOB' })]),
    ).toEqual([
      { part: null, field: 'name', before: 'A', after: 'B' },
      { part: null, field: 'incoterm', before: null, after: 'FOB' },
    ]);
  });

  it('are none if only the report time changed', () => {
    expect(effects([shipment({ name: 'A' })], [shipment({ name: 'A' })])).toEqual([]);
    expect(
      effects(
        [shipment({ name: 'A' })],
        [shipment({ weight: { value: '1', unit: 'kg' } })],
        [shipment({ weight: { unit: 'kg', value: '1' } })],
      ),
    ).toEqual([]);
  });

  it('are its status, ETA and the milestone, without derived values', () => {
    const place = { origin: at('A'), destination: at('B') };
    const before = [
      leg({ mode: 'ocean', ...place }),
      happened('ARRIVED', '2026-03-20', { leg: '1', classifier: 'EST' }),
    ];
    const legId = partId(id, 'leg', '1');
    const after = [happened('ARRIVED', '2026-03-22', { leg: '1', classifier: 'EST' })];
    const time = (text: string) => ({ occurredText: text, precision: 'day', place: at('B'), reason: null, flag: null });
    const moment = (text: string) => ({ at: `${text}T00:00:00.000Z`, text, offset: null, precision: 'day' });
    expect(effects(before, after)).toEqual([
      { part: null, field: 'eta', before: moment('2026-03-20'), after: moment('2026-03-22') },
      {
        part: { type: 'milestone', code: 'ARRIVED', classifier: 'EST', legId, containerId: null },
        field: 'time',
        before: time('2026-03-20'),
        after: time('2026-03-22'),
      },
    ]);
    const departed = effects(before, [happened('DEPARTED', '2026-03-02', { leg: '1' })]);
    expect(departed.map(({ part, field, before: was, after: is }) => [part?.type ?? null, field, was, is])).toEqual([
      [null, 'status', 'unknown', 'in_transit'],
      ['milestone', 'time', null, { ...time('2026-03-02'), place: at('A') }],
    ]);
  });

  it('include a retracted milestone', () => {
    const fact = happened('DELIVERED', '2026-03-01');
    const found = effects([fact], [{ ...fact, moment: null } as Change]);
    expect(found.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['status', 'delivered', 'unknown'],
      ['arrived', expect.objectContaining({ text: '2026-03-01' }), null],
      ['time', { occurredText: '2026-03-01', precision: 'day', place: null, reason: null, flag: null }, null],
    ]);
  });

  it('do not include another notation of the same instant, nor a new reason', () => {
    const at = (text: string, reason?: string) => [
      happened('CHECK_CALL', text, { instance: 'x', ...(reason && { reason }) }),
    ];
    expect(effects(at('2026-03-01T10:00:00+02:00'), at('2026-03-01T08:00:00Z', 'late'))).toEqual([]);
    const windows = [
      '2026-03-01T10:00:00+02:00/2026-03-01T12:00:00+02:00',
      '2026-03-01T08:00:00Z/2026-03-01T10:00:00Z',
    ];
    expect(effects(...windows.map((text) => at(text)))).toEqual([]);
  });

  it('include new terms of a plan, which stand in the place of its hours', () => {
    const plan = (reason: string) => [happened('ARRIVED', '2026-03-01', { classifier: 'PLN', reason })];
    expect(effects(plan('FCFS'), plan('By appt')).map(({ before, after }) => [before, after])).toEqual([
      [expect.objectContaining({ reason: 'FCFS' }), expect.objectContaining({ reason: 'By appt' })],
    ]);
  });

  it('distinguish milestones by leg, container, instance and classifier', () => {
    const of = (part: Parameters<typeof happened>[2]) => happened('LOADED', '2026-03-01', part);
    const parts = [{ leg: '1' }, { container: 'c1' }, { instance: 'x' }, { classifier: 'EST' as const }, {}];
    expect(effects([shipment({})], parts.map(of)).filter(({ field }) => field === 'time')).toHaveLength(5);
  });

  it('are the values of its legs and containers', () => {
    const legPart = { type: 'leg', id: partId(id, 'leg', '1') };
    const containerPart = { type: 'container', id: partId(id, 'container', 'c1') };
    const found = effects(
      [leg({ mode: 'truck' })],
      [leg({ vesselName: 'A' }), container({ sealNumber: '1' })],
      [leg({ vesselName: 'B' }), container({ sealNumber: '2' })],
    );
    expect(found).toEqual([
      { part: null, field: 'vessel', before: 'A', after: 'B' },
      { part: legPart, field: 'vesselName', before: 'A', after: 'B' },
      { part: containerPart, field: 'sealNumber', before: '1', after: '2' },
    ]);
    expect(effects([leg({ mode: 'truck' })], [container({ number: 'CSQU3054383' })])).toEqual([
      { part: containerPart, field: 'added', before: null, after: 'c1' },
      { part: { type: 'reference' }, field: 'added', before: null, after: { type: 'container', value: 'CSQU3054383' } },
    ]);
  });

  it('include new references, parties and goods', () => {
    const came: Change[] = [
      { kind: 'reference', shipment: 'S', type: 'booking', value: 'B-1' },
      { kind: 'role', shipment: 'S', role: 'buyer', name: 'Northwind' },
      shipment({ items: [{ sku: 'CH', product: 'Chair', poNumber: 'PO-1', units: 4 }] }),
    ];
    const before = [{ kind: 'reference', shipment: 'S', type: 'booking', value: 'B-0' } as const];
    expect(effects(before, came)).toEqual([
      { part: { type: 'reference' }, field: 'added', before: null, after: { type: 'booking', value: 'B-1' } },
      { part: { type: 'role' }, field: 'added', before: null, after: { role: 'buyer', name: 'Northwind' } },
      {
        part: { type: 'item' },
        field: 'added',
        before: null,
        after: { sku: 'CH', product: 'Chair', poNumber: 'PO-1', units: 4 },
      },
    ]);
    expect(effects(before, came, came)).toEqual([]);
  });

  it('include what was taken off, none of which is told', () => {
    const whole = (list: WholeChange['list'], type?: WholeChange['type']): Change => {
      return { kind: 'whole', shipment: 'S', list, ...(type && { type }) };
    };
    const goods = (...skus: string[]) => shipment({ items: skus.map((sku) => ({ sku, units: 4 })) });
    const before: Change[] = [
      ...[leg({}), container({ number: 'CSQU3054383' }), goods('CH', 'TA')],
      { kind: 'leg', shipment: 'S', leg: '2', fields: { origin: at('Yantian'), destination: at('Oakland') } },
      { kind: 'reference', shipment: 'S', type: 'booking', value: 'B-1' },
      { kind: 'role', shipment: 'S', role: 'buyer', name: 'Northwind' },
    ];
    const after: Change[] = [
      { kind: 'leg', shipment: 'S', leg: '9', fields: {} },
      ...[whole('legs'), whole('containers'), whole('references', 'booking'), whole('roles', 'buyer'), goods('TA')],
    ];
    const found = effects(before, after);
    const item = { sku: 'CH', product: null, poNumber: null, units: 4 };
    expect(found.filter(({ field }) => field === 'removed')).toEqual([
      { part: { type: 'leg', id: partId(id, 'leg', '1') }, field: 'removed', before: '1', after: null },
      {
        ...{ part: { type: 'leg', id: partId(id, 'leg', '2') }, field: 'removed' },
        ...{ before: 'Yantian – Oakland', after: null },
      },
      {
        ...{ part: { type: 'container', id: partId(id, 'container', 'c1') }, field: 'removed' },
        ...{ before: 'CSQU3054383', after: null },
      },
      { part: { type: 'reference' }, field: 'removed', before: { type: 'booking', value: 'B-1' }, after: null },
      {
        part: { type: 'reference' },
        field: 'removed',
        before: { type: 'container', value: 'CSQU3054383' },
        after: null,
      },
      { part: { type: 'role' }, field: 'removed', before: { role: 'buyer', name: 'Northwind' }, after: null },
      { part: { type: 'item' }, field: 'removed', before: item, after: null },
    ]);
    expect(found.filter(({ field }) => field === 'added')).toHaveLength(1);
    expect(found.filter(decidesNotices)).toEqual([]);
  });
});

describe('differences of an exception', () => {
  const hold = happened('CUSTOMS_HOLD', '2026-03-01', { reason: 'exam', instance: 'exam' });
  const released = happened('CUSTOMS_RELEASED', '2026-03-03', { place: at('Los Angeles') });
  const ofHold = (...batches: Change[][]) =>
    effects(...batches).flatMap(({ part, field, before, after }) =>
      part?.type === 'exception' ? [{ field, before, after }] : [],
    );
  const raised = { code: 'CUSTOMS_HOLD', reason: 'exam', at: '2026-03-01T00:00:00.000Z' };

  it('are that it was raised', () => {
    expect(ofHold([shipment({})], [hold])).toEqual([{ field: 'raised', before: null, after: raised }]);
  });

  it('are what cleared it', () => {
    expect(ofHold([hold], [released])).toEqual([
      { field: 'cleared', before: raised, after: 'Customs released Los Angeles' },
    ]);
    expect(ofHold([hold], [released], [shipment({ name: 'A' })])).toEqual([]);
  });

  it('are both if they are reported together', () => {
    expect(ofHold([shipment({})], [hold, released]).map(({ field }) => field)).toEqual(['raised', 'cleared']);
  });

  it('are that it is open again', () => {
    expect(ofHold([hold, released], [{ ...released, moment: null } as Change])).toEqual([
      { field: 'reopened', before: null, after: raised },
    ]);
  });

  it('are that it never existed', () => {
    expect(ofHold([hold], [{ ...hold, moment: null } as Change])).toEqual([
      { field: 'withdrawn', before: { code: 'CUSTOMS_HOLD', reason: 'exam' }, after: null },
    ]);
  });
});

describe('differences of a record', () => {
  it.each<[string, Change, Change, string, unknown, unknown]>([
    [
      'party',
      { kind: 'party', party: 'p', fields: { phone: '1' } },
      { kind: 'party', party: 'p', fields: { phone: '2' } },
      'phone',
      '1',
      '2',
    ],
    ['booking', record('booking', 'B', { vessel: 'A' }), record('booking', 'B', { pieces: 2 }), 'pieces', null, 2],
    [
      'order',
      record('purchase_order', 'P', { memo: 'a' }),
      record('purchase_order', 'P', { memo: 'b' }),
      'memo',
      'a',
      'b',
    ],
    [
      'product',
      record('product', 'L', { category: 'a' }),
      record('product', 'L', { category: 'b' }),
      'category',
      'a',
      'b',
    ],
    ['invoice', record('invoice', 'I', { notes: 'a' }), record('invoice', 'I', { notes: 'b' }), 'notes', 'a', 'b'],
    ['document', record('document', 'D', { memo: 'a' }), record('document', 'D', { memo: 'b' }), 'memo', 'a', 'b'],
  ])('are its changed values: %s', (_what, was, is, field, before, after) => {
    expect(effects([was], [is])).toEqual([{ part: null, field, before, after }]);
  });

  it('of a new one are its creation, steps and shipments, not its lines', () => {
    const lines = [{ name: 'Freight', amount: usd('5') }];
    const found = effects([
      record('invoice', 'I', { lines }),
      step('invoice', 'I', 'ISSUED', '2026-03-01', { note: 'x' }),
      link('invoice', 'I', 'S'),
    ]);
    expect(found).toEqual([
      { part: null, field: 'added', before: null, after: 'I' },
      {
        part: { type: 'step', code: 'ISSUED' },
        field: 'time',
        before: null,
        after: { occurredText: '2026-03-01', precision: 'day', amount: null, note: 'x' },
      },
      { part: { type: 'shipment', id }, field: 'added', before: null, after: { shipmentId: id } },
    ]);
  });

  it('include lines that were added, changed or removed, by position', () => {
    const copy = (...amounts: string[]) => [
      record('invoice', 'I', { lines: amounts.map((amount) => ({ name: 'Charge', amount: usd(amount) })) }),
    ];
    const line = (position: number, before: string | null, after: string | null) => ({
      part: { type: 'line', position },
      field: 'line',
      before: before === null ? null : { name: 'Charge', amount: usd(before) },
      after: after === null ? null : { name: 'Charge', amount: usd(after) },
    });
    expect(effects(copy('1', '2'), copy('1', '3', '4'))).toEqual([line(2, '2', '3'), line(3, null, '4')]);
    expect(effects(copy('1', '2'), copy('1'))).toEqual([line(2, '2', null)]);
    const order = (...units: number[]) => [
      record('purchase_order', 'P', { lines: units.map((count) => ({ sku: 'CH', units: count })) }),
    ];
    expect(effects(order(1), order(2)).filter(({ field }) => field === 'line')).toEqual([
      {
        part: { type: 'line', position: 1 },
        field: 'line',
        before: { sku: 'CH', units: 1 },
        after: { sku: 'CH', units: 2 },
      },
    ]);
  });

  it('include steps with another time or amount, and retracted steps', () => {
    const paid = (text: string | null, amount = '5') => [
      step('invoice', 'I', 'PAYMENT_MADE', text, { instance: 'p', amount: usd(amount) }),
    ];
    const payment = (text: string, amount = '5') => ({
      occurredText: text,
      precision: 'day',
      amount: usd(amount),
      note: null,
    });
    const of = (before: unknown, after: unknown) => [
      { part: { type: 'step', code: 'PAYMENT_MADE' }, field: 'time', before, after },
    ];
    expect(effects(paid('2026-03-01'), paid('2026-03-02'))).toEqual(of(payment('2026-03-01'), payment('2026-03-02')));
    expect(effects(paid('2026-03-01'), paid('2026-03-01', '6'))).toEqual(
      of(payment('2026-03-01'), payment('2026-03-01', '6')),
    );
    expect(effects(paid('2026-03-01'), paid(null))).toEqual(of(payment('2026-03-01'), null));
    expect(effects(paid('2026-03-01'), paid('2026-03-01'))).toEqual([]);
  });

  it('include a newly linked shipment', () => {
    expect(effects([link('document', 'D', 'S')], [link('document', 'D', 'S'), link('document', 'D', 'T')])).toEqual([
      {
        part: { type: 'shipment', id: idOf('shipment', 'T') },
        field: 'added',
        before: null,
        after: { shipmentId: idOf('shipment', 'T') },
      },
    ]);
  });
});

describe('the written rows', () => {
  const copy = (day: number, ...amounts: string[]) =>
    reportedEvent(
      `2026-03-0${day}T08:00:00.000Z`,
      record('invoice', 'I', { lines: amounts.map((amount) => ({ name: 'Charge', amount: usd(amount) })) }),
    );

  it('are new and changed rows, and rows to delete until they return', () => {
    const kept = new InMemory();
    const amounts = () =>
      [kept.rows('invoiceLines'), kept.deleted('invoiceLines')].map((rows) => rows.map(({ amount }) => amount?.amount));
    kept.apply(copy(1, '1', '2'));
    expect(amounts()).toEqual([['1', '2'], []]);
    kept.apply(copy(2, '1'));
    expect(amounts()).toEqual([['1'], ['2']]);
    kept.apply(copy(3, '1', '3'));
    expect(amounts()).toEqual([['1', '3'], []]);
  });

  it('are separate per shipment, although their keys are equal', () => {
    const kept = new InMemory();
    const ofBoth = ['S', 'T'].map((shipment) => ({ ...happened('DELIVERED', '2026-03-01'), shipment }) as Change);
    kept.apply(reportedEvent(day(1), ...ofBoth));
    expect(kept.rows('milestones')).toHaveLength(2);
  });
});
