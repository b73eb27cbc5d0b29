import { describe, expect, it } from 'vitest';
import type { Money } from '#lib/model/money.ts';
import type { OrderLine, ProductFields, PurchaseOrderFields } from '#lib/model/record.ts';
import { InMemory, idOf, link, moment, record, step } from '#tests/support/in-memory.ts';
import { said } from '#tests/support/normalised-events.ts';
import { at } from '#tests/support/shipment-rows.ts';

const usd = (amount: string): Money => ({ amount, currency: 'USD' });
const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
const order = (fields: PurchaseOrderFields) => record('purchase_order', 'P1', fields);
const happened = (code: Parameters<typeof step>[2], text: string | null, instance = '') =>
  step('purchase_order', 'P1', code, text, { instance });

function shown(fields: PurchaseOrderFields, ...steps: ReturnType<typeof step>[]) {
  const kept = new InMemory();
  kept.apply(said(day(1), order(fields), ...steps));
  return kept.row('purchaseOrders');
}

describe('a purchase order', () => {
  const lines: OrderLine[] = [
    {
      number: '10',
      sku: 'CH-100',
      product: 'Oak chair',
      description: 'Knocked down',
      units: 400,
      unit: 'pcs',
      unitCost: usd('31.755'),
      hsCodes: ['9401.69'],
      countryOfOrigin: 'CN',
      mustArriveOn: '2026-05-01',
    },
    { units: 2, unitCost: usd('80') },
  ];

  it('shows what its buyer states, with its units and what they are worth together', () => {
    const kept = new InMemory();
    const createdAt = moment('2026-01-10T09:00:00+08:00');
    const [origin, destination] = [at('Shanghai', { unlocode: 'CNSHA' }), at('Chicago')];
    const event = said(
      day(2),
      order({
        number: 'PO-4410',
        status: 'closed',
        buyer: 'Harbour Home',
        seller: 'Jiangnan Furniture',
        incoterm: 'FOB',
        mode: 'ocean',
        cargoReadyOn: '2026-03-01',
        mustArriveOn: '2026-05-01',
        origin,
        destination,
        memo: 'Spring',
        createdAt,
        lines,
      }),
      happened('CREATED', day(1)),
      link('purchase_order', 'P1', 'S1'),
    );
    kept.apply(event);
    const id = idOf('purchase_order', 'P1');
    expect(kept.row('purchaseOrders')).toEqual({
      id,
      provider: 'test',
      externalId: 'P1',
      number: 'PO-4410',
      searchable: 'PO4410',
      reportedAt: day(2),
      learnedAt: day(2),
      status: 'closed',
      removed: false,
      buyer: 'Harbour Home',
      seller: 'Jiangnan Furniture',
      incoterm: 'FOB',
      mode: 'ocean',
      cargoReadyOn: '2026-03-01',
      mustArriveOn: '2026-05-01',
      lateAt: '2026-05-02T12:00:00.000Z',
      origin,
      destination,
      memo: 'Spring',
      createdAt,
      lineCount: 2,
      units: 402,
      value: { amount: '12862.000', currency: 'USD' },
    });
    expect(kept.rows('purchaseOrderLines')).toEqual([
      { purchaseOrderId: id, position: 1, ...lines[0] },
      {
        purchaseOrderId: id,
        position: 2,
        number: null,
        sku: null,
        product: null,
        description: null,
        units: 2,
        unit: null,
        unitCost: usd('80'),
        hsCodes: null,
        countryOfOrigin: null,
        mustArriveOn: null,
      },
    ]);
    expect(kept.rows('steps')).toMatchObject([{ recordType: 'purchase_order', code: 'CREATED' }]);
    expect(kept.rows('shipmentRecords')).toEqual([
      { recordId: id, shipmentId: idOf('shipment', 'S1'), recordType: 'purchase_order', eventId: event.id },
    ]);
  });

  it('of which nothing is stated is open and empty', () => {
    expect(shown({})).toMatchObject({
      number: 'P1',
      status: 'open',
      removed: false,
      buyer: null,
      seller: null,
      incoterm: null,
      mode: null,
      cargoReadyOn: null,
      mustArriveOn: null,
      origin: null,
      destination: null,
      memo: null,
      createdAt: null,
      lineCount: null,
      units: null,
      value: null,
    });
  });

  it.each<[string, OrderLine[], Money | null]>([
    ['nothing where a line states no units', [{ unitCost: usd('80') }, { units: 2, unitCost: usd('80') }], null],
    ['nothing where a later line states no units', [{ units: 2, unitCost: usd('80') }, { unitCost: usd('80') }], null],
    ['nothing where a line states no cost', [{ units: 2, unitCost: usd('80') }, { units: 2 }], null],
    ['nothing where the first line states no cost', [{ units: 2 }, { units: 2, unitCost: usd('80') }], null],
    [
      'nothing in several currencies',
      [
        { units: 2, unitCost: usd('80') },
        { units: 2, unitCost: { amount: '80', currency: 'EUR' } },
      ],
      null,
    ],
    ['nothing for no units', [{ units: 0, unitCost: usd('80.00') }], usd('0.00')],
  ])('is worth %s', (_what, orderLines, value) => {
    expect(shown({ lines: orderLines }).value).toEqual(value);
  });

  it('counts units up to what the database can hold', () => {
    expect(shown({ lines: [{ units: 2_147_483_647 }, { units: 5 }, {}] }).units).toBe(2_147_483_647);
  });
});

describe('the status of a purchase order', () => {
  it('is cancelled by a cancellation, whatever its copies say', () => {
    expect(shown({ status: 'open' }, happened('CANCELLED', day(1))).status).toBe('cancelled');
    expect(shown({ status: 'archived' }, happened('CANCELLED', day(1))).status).toBe('cancelled');
  });

  it('is archived by a step or by a copy, and open again by a later copy', () => {
    expect(shown({}, happened('ARCHIVED', day(1))).status).toBe('archived');
    expect(shown({ status: 'archived' }).status).toBe('archived');
    const kept = new InMemory();
    kept.apply(said(day(2), happened('ARCHIVED', day(2))));
    kept.apply(said(day(1), order({ status: 'closed' })));
    expect(kept.row('purchaseOrders').status).toBe('archived');
    kept.apply(said(day(3), order({ status: 'open' })));
    expect(kept.row('purchaseOrders').status).toBe('open');
  });

  it('is archived by the later of two steps, though the older is repeated first', () => {
    const kept = new InMemory();
    kept.apply(said(day(4), happened('ARCHIVED', day(4), 'a')));
    kept.apply(said(day(3), order({ status: 'open' })));
    kept.apply(said(day(1), happened('ARCHIVED', day(1), 'b')));
    expect(kept.row('purchaseOrders').status).toBe('archived');
  });

  it('is not archived by a step that was taken back, nor by other steps', () => {
    const kept = new InMemory();
    kept.apply(said(day(1), happened('ARCHIVED', day(1)), happened('UPDATED', day(1), 'u')));
    kept.apply(said(day(2), happened('ARCHIVED', null)));
    expect(kept.row('purchaseOrders').status).toBe('open');
    expect(shown({}, happened('CREATED', day(1)), happened('UPDATED', day(1))).status).toBe('open');
  });

  it('is removed by a deletion at the source', () => {
    expect(shown({}, happened('REMOVED', day(1))).removed).toBe(true);
  });
});

describe('a product', () => {
  function product(fields: ProductFields, ...steps: ReturnType<typeof step>[]) {
    const kept = new InMemory();
    kept.apply(said(day(1), record('product', 'L9', fields), ...steps));
    expect(kept.rows('steps').map(({ recordType }) => recordType)).toEqual(steps.map(() => 'product'));
    return kept.row('products');
  }

  it('shows what is stated of it, and is known by its SKU', () => {
    const facts = {
      name: 'Desk lamp',
      sku: 'LAMP-9',
      description: 'Brass',
      category: 'Lighting',
      countryOfOrigin: 'VN',
      hsCodes: ['9405.21'],
      verified: false,
    };
    expect(product({ ...facts, archived: false })).toEqual({
      id: idOf('product', 'L9'),
      provider: 'test',
      externalId: 'L9',
      number: 'LAMP-9',
      searchable: 'LAMP9',
      reportedAt: day(1),
      learnedAt: day(1),
      status: 'active',
      removed: false,
      ...facts,
    });
  });

  it('is known by its name, else by its id', () => {
    expect(product({ name: 'Desk lamp' })).toMatchObject({ number: 'Desk lamp', sku: null });
    expect(product({})).toMatchObject({
      number: 'L9',
      status: 'active',
      name: null,
      description: null,
      category: null,
      countryOfOrigin: null,
      hsCodes: null,
      verified: null,
    });
  });

  it('is archived by a step or by a copy, and removed by its source', () => {
    expect(product({ archived: true }).status).toBe('archived');
    expect(product({}, step('product', 'L9', 'ARCHIVED', day(1))).status).toBe('archived');
    expect(product({}, step('product', 'L9', 'REMOVED', day(1)))).toMatchObject({ removed: true, status: 'active' });
  });

  it('is found by the beginning of a long name', () => {
    expect(product({ name: 'x'.repeat(250) }).searchable).toBe('X'.repeat(200));
  });
});
