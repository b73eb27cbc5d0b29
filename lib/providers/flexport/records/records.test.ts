import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { changeSchema } from '#lib/model/change.ts';
import { knownTypes } from '#lib/providers/flexport/event-map.ts';
import { changesOf, fixture } from '../fixtures/load.ts';
import { normalise } from '../normalise.ts';

const changesOfKind = (name: string, kind: string) => changesOf(fixture(name)).filter((change) => change.kind === kind);

describe('the record of', () => {
  it('an amended booking: its number, cargo and ports, the step and its shipment', () => {
    expect(changesOfKind('booking-amended', 'record')).toMatchObject([
      {
        recordType: 'booking',
        record: '390112',
        fields: {
          number: 'FLEX-418806',
          status: 'confirmed',
          portOfLoading: { name: 'Ningbo', unlocode: 'CNNGB' },
          containerCounts: { forty_ft_hc: 2 },
          cargo: 'Lamps, Shades',
          hazardous: false,
        },
      },
    ]);
    expect(changesOfKind('booking-amended', 'step')).toMatchObject([{ code: 'AMENDED', instance: '2417701' }]);
    expect(changesOfKind('booking-amended', 'link')).toEqual([
      { kind: 'link', recordType: 'booking', record: '390112', shipment: '418806' },
    ]);
  });

  it('a booking of lines of orders: the orders, linked to its shipment', () => {
    const line = (id: number) => ({
      purchase_order_line_item: { id: id * 10, purchase_order: { id, name: `PO-${id}` } },
    });
    const resource = {
      _object: '/booking',
      id: 9,
      shipment: { id: 418806 },
      booking_line_items: { data: [7, 8, 7].map(line) },
    };
    const raw = {
      _object: '/event',
      type: '/booking#confirmed',
      created_at: '2026-03-12T10:00:00Z',
      data: { resource },
    };
    const outcome = normalise({ type: '/booking#confirmed', key: '1', raw });
    const links = outcome.outcome === 'changes' ? outcome.changes.filter(({ kind }) => kind === 'link') : [];
    expect(links).toMatchObject([
      { record: '9', shipment: '418806' },
      { record: '7', shipment: '418806' },
      { record: '8', shipment: '418806' },
    ]);
  });

  it.each([[null], ['0001-01-01T00:00:00Z'], ['9999-12-31']])(
    'a product whose archiving is dated %j: in use',
    (archived_at) => {
      const archivedBy = (date: string | null) => {
        const resource = { _object: '/product', id: 7, name: 'Lamp', sku: 'LAMP-9', archived_at: date };
        const raw = {
          _object: '/event',
          type: '/product#updated',
          created_at: '2026-03-12T10:00:00Z',
          data: { resource },
        };
        const outcome = normalise({ type: '/product#updated', key: '1', raw });
        return outcome.outcome === 'changes' ? outcome.changes : outcome;
      };
      expect(archivedBy(archived_at)).toContainEqual(
        expect.objectContaining({ fields: expect.objectContaining({ archived: false }) }),
      );
      expect(archivedBy('2026-03-01T00:00:00Z')).toContainEqual(
        expect.objectContaining({ fields: expect.objectContaining({ archived: true }) }),
      );
    },
  );

  it('an order without a shipment: its lines, each with units and cost', () => {
    expect(changesOfKind('purchase-order-with-lines', 'record')).toMatchObject([
      {
        recordType: 'purchase_order',
        fields: {
          number: 'PO-26-1201',
          lines: [
            { sku: 'LAMP-9', units: 600, unitCost: { amount: '12.50', currency: 'USD' }, hsCodes: ['9405.21'] },
            { sku: 'SHADE-4', units: 540, unitCost: { amount: '3.2', currency: null } },
          ],
        },
      },
    ]);
    expect(changesOfKind('purchase-order-with-lines', 'step')).toMatchObject([{ code: 'ACKNOWLEDGED' }]);
  });

  it('an order whose lines are only linked: no lines', () => {
    const [order] = changesOfKind('purchase-order-updated', 'record');
    expect(order).toMatchObject({ recordType: 'purchase_order', record: '510233', fields: { number: 'PO-26-1187' } });
    expect(order).not.toHaveProperty('fields.lines');
  });

  it('a product: its codes by region', () => {
    expect(changesOfKind('product-updated', 'record')).toMatchObject([
      { recordType: 'product', record: '88', fields: { sku: 'LAMP-9', hsCodes: ['9405.21.40'], archived: false } },
    ]);
  });

  it('a paid freight invoice: lines with rates, nothing owed, the payment', () => {
    expect(changesOfKind('invoice-payment-made', 'record')).toMatchObject([
      {
        fields: {
          kind: 'freight',
          balance: { amount: '0.00', currency: 'USD' },
          lines: [
            { name: 'Ocean freight', rate: { amount: '2700.00', currency: 'USD' }, quantity: '2' },
            { name: 'Chassis usage', rate: { amount: '720.40', currency: 'USD' }, quantity: '1' },
          ],
        },
      },
    ]);
    expect(changesOfKind('invoice-payment-made', 'step')).toMatchObject([
      { recordType: 'invoice', code: 'PAYMENT_MADE' },
    ]);
  });

  it("a seller's invoice: goods, orders and containers", () => {
    expect(changesOfKind('commercial-invoice-created', 'record')).toMatchObject([
      { recordType: 'invoice', fields: { kind: 'commercial', lines: [{ sku: 'LAMP-9', container: 'NHYU6120449' }] } },
    ]);
  });

  it('the compact format: a product by its SKU, a booking with its vessel', () => {
    expect(changesOf(fixture('compact-product'))).toMatchObject([
      { recordType: 'product', record: 'LAMP-9', fields: { name: 'Desk lamp', hsCodes: ['9405.21'] } },
      { kind: 'step', code: 'CREATED' },
    ]);
    expect(changesOf(fixture('compact-booking-amended'))).toMatchObject([
      { recordType: 'booking', record: 'bkg_7711', fields: { number: 'NHY5512099', vessel: 'Harbour Light' } },
      { kind: 'step', code: 'AMENDED' },
    ]);
  });
});

describe('any payload', () => {
  const leaf = fc.constantFrom(
    ...[null, true, -1, 7, 1e300, 2 ** 31, '', '\u0000', '\ud800', 'USD', '12.50', 'paid', 'booked', '2026-03-11'],
  );
  const keys = [
    ...[
      'id',
      'name',
      'status',
      'type',
      'data',
      'items',
      'line_items',
      'lines',
      'product',
      'units',
      'unit_cost',
      'amount',
    ],
    ...['value', 'currency_code', 'unit', 'total', 'balance', 'credit_memos', 'notes', 'rate', 'quantity', 'shipments'],
    ...[
      'ocean_booking',
      'container_counts',
      'cargo',
      'weight',
      'origin_port',
      'place',
      'details',
      'address',
      '__proto__',
    ],
    ...[
      'hs_codes',
      'classifications',
      'codes',
      'archived_at',
      'file_metadata',
      'size',
      'booking',
      'shipment_id',
      'sku',
    ],
  ];
  const { part } = fc.letrec((tie) => ({
    part: fc.dictionary(
      fc.constantFrom(...keys),
      fc.oneof({ maxDepth: 3 }, leaf, tie('part'), fc.array(fc.oneof(leaf, tie('part')), { maxLength: 3 })),
      { maxKeys: 8 },
    ),
  }));

  it('gives valid changes, is ignored, or is unreadable: never a fault', () => {
    const types = fc.constantFrom(...knownTypes, '/product#created', '/booking#amended', '/commercial_invoice#created');
    const check = (type: string, resource: unknown, shipment: unknown) => {
      const compact = typeof resource === 'object' ? { ...resource, occurred_at: '2026-03-11T10:00:00Z' } : {};
      const data = type.startsWith('/') ? { resource, shipment } : compact;
      try {
        const outcome = normalise({ key: 'k', type, raw: { type, occurred_at: '2026-03-11T10:00:00Z', data } });
        if (outcome.outcome === 'changes') for (const change of outcome.changes) changeSchema.parse(change);
      } catch (thrown) {
        if (!(thrown instanceof Unreadable)) throw thrown;
      }
    };
    fc.assert(fc.property(types, part, part, check), { numRuns: 400 });
  });
});
