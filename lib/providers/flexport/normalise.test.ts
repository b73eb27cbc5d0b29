import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { changeSchema } from '#lib/model/change.ts';
import { altered, changesOf, find, fixture, fixtureNames, milestonesOf, opened, read } from './fixtures/load.ts';
import { normalise } from './normalise.ts';

describe('every payload', () => {
  it.each(fixtureNames)('%s is normalised, the same each time and without duplicates', (name) => {
    const first = read(fixture(name));
    expect(first.changes.map((change) => changeSchema.parse(change))).toEqual(first.changes);
    expect(read(fixture(name))).toEqual(first);
    const registers = first.changes.map((change) => {
      if (change.kind !== 'milestone') return JSON.stringify(change);
      const { code, classifier, leg, container, instance, hint } = change;
      return [code, classifier, leg, container, instance, hint].join('|');
    });
    expect(new Set(registers).size).toBe(registers.length);
  });
});

describe('an event of a container', () => {
  it('ends free time on the last free day', () => {
    const changes = changesOf(fixture('container-free-time-expired'));
    expect(changes[0]).toMatchObject({
      code: 'FREE_TIME_EXPIRED',
      container: '552310',
      moment: { at: '2026-04-03T07:00:00.000Z' },
    });
    expect(changes.find(({ kind }) => kind === 'container')).toMatchObject({
      fields: { number: 'NHYU6120449', size: 'forty_ft_hc', lastFreeDay: '2026-04-03T07:00:00.000Z' },
    });
  });

  it('has its number normalised', () => {
    const typed = altered('container-empty-returned', { resource: { container_number: 'nhyu6120449 ' } });
    expect(changesOf(typed).find(({ kind }) => kind === 'container')).toMatchObject({
      fields: { number: 'NHYU6120449' },
    });
    const compact = fixture('compact-container');
    const changes = changesOf({ ...compact, data: { ...compact.data, container_number: 'nhyu6120449' } });
    expect(changes.find(({ kind }) => kind === 'container')).toMatchObject({ fields: { number: 'NHYU6120449' } });
  });

  it('keeps the day of the empty return a day', () => {
    expect(milestonesOf(fixture('container-empty-returned'))[0]?.moment).toMatchObject({
      text: '2026-04-08',
      precision: 'day',
    });
  });

  it('links milestones at the end of a leg to leg and container', () => {
    expect(milestonesOf(fixture('container-leg-loaded'))[0]).toMatchObject({
      code: 'LOADED',
      leg: '1204551',
      container: '552310',
    });
  });

  it('reads dates in a list, and an estimate of the container', () => {
    const body = fixture('container-leg-available-estimate');
    expect(milestonesOf(body)[0]).toMatchObject({
      code: 'AVAILABLE_FOR_PICKUP',
      classifier: 'EST',
      container: '552310',
      moment: { at: '2026-04-01T19:00:00.000Z', precision: 'day' },
    });
    expect(find(body, { code: 'DISCHARGED' })).toHaveLength(1);
  });
});

describe('an event of a linked record', () => {
  it('belongs to the shipment of the event or the linked one', () => {
    for (const [name, code] of [
      ['invoice-shared', 'INVOICE_ISSUED'],
      ['invoice-payment-made', 'INVOICE_PAID'],
    ] as const) {
      expect(milestonesOf(fixture(name))[0]).toMatchObject({
        code,
        shipment: '418806',
        instance: 'Zt4hQx0bW2mKd81uVr7yPa',
      });
    }
    expect(milestonesOf(fixture('document-created'))[0]).toMatchObject({
      code: 'DOCUMENT_ADDED',
      reason: 'approved_house_bill_of_lading_draft',
    });
  });

  it('applies to each shipment of an invoice', () => {
    const shipments = { data: [{ id: 418806 }, { id: 418900 }] };
    const body = altered('invoice-payment-made', { resource: { shipments } });
    expect(milestonesOf(body).map(({ shipment }) => shipment)).toEqual(['418806', '418900']);
  });

  it.each([
    ['invoice-payment-made', { shipments: null }, 'invoice', 'PAYMENT_MADE'],
    ['document-created', { shipment: null }, 'document', 'UPLOADED'],
  ])('without a shipment still changes its record: %s', (name, resource, recordType, code) => {
    expect(changesOf(altered(name, { resource }))).toMatchObject([
      { kind: 'record', recordType },
      { kind: 'step', recordType, code },
    ]);
  });

  it.each([
    ['invoice-payment-made', { id: null, shipments: null }, 'invoice to the client without a shipment'],
    ['document-created', { id: null, shipment: null }, 'document without a shipment'],
  ])('without a shipment and an id is ignored: %s', (name, resource, reason) => {
    expect(normalise(opened(altered(name, { resource })))).toEqual({ outcome: 'ignore', reason });
  });
});

describe('invalid content', () => {
  it.each([
    [
      'no time',
      { ...fixture('shipment-created'), occurred_at: null, created_at: '' },
      'the event has neither occurred_at nor created_at',
    ],
    ['no shipment', { ...fixture('shipment-created'), data: {} }, 'states no shipment'],
    ['no leg', altered('leg-air-arrived', { resource: { id: null } }), 'the event states no leg'],
    [
      'no container',
      altered('container-leg-available-estimate', { resource: { shipment_container: 1 } }),
      'the event states no container',
    ],
  ])('%s', (_, body, message) => {
    expect(() => normalise(opened(body))).toThrow(Unreadable);
    expect(() => normalise(opened(body))).toThrow(message);
  });

  it('does not affect other content', () => {
    const nonsense = {
      pieces: [],
      calculated_weight: 'heavy',
      shippers: [null, 7],
      items: 'none',
      legs: [null, { id: 5 }],
    };
    const body = altered('shipment-delayed', { shipment: nonsense });
    expect(milestonesOf(body)[0]).toMatchObject({ code: 'DELAY' });
    expect(changesOf(body).filter(({ kind }) => kind === 'leg')).toEqual([]);
  });

  it('returns nothing that PostgreSQL cannot store', () => {
    const body = altered('shipment-delayed', { shipment: { name: 'a\0b\ud800' } });
    expect(changesOf(body)).toContainEqual({
      kind: 'reference',
      shipment: '418806',
      type: 'shipment',
      value: 'ab\ufffd',
    });
  });
});
