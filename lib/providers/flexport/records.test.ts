import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { changeSchema } from '#lib/model/change.ts';
import { altered, changesOf, fixture, opened } from './fixtures/load.ts';
import { normalise } from './normalise.ts';

const recordsOf = (body: unknown) => changesOf(body).filter(({ kind }) => /^(record|step|link)$/.test(kind));

describe('a record', () => {
  it('booking: what was amended, and the shipment that it became', () => {
    expect(recordsOf(fixture('booking-amended'))).toMatchObject([
      {
        noun: 'booking',
        record: '99120',
        fields: {
          number: 'BKG-99120',
          status: 'confirmed',
          incoterm: 'FOB',
          cargoReadyOn: '2026-03-06',
          containerCounts: { forty_ft_hc: 2 },
          portOfLoading: { name: 'Ningbo', country: 'CN', unlocode: 'CNNGB' },
          portOfDischarge: { name: 'Long Beach', unlocode: 'USLGB', timeZone: 'America/Los_Angeles' },
          weight: { value: '18240.5', unit: 'kg' },
          vessel: 'EVER ACE',
        },
      },
      { kind: 'step', code: 'AMENDED', instance: '2410001' },
      { kind: 'link', shipment: '418806' },
    ]);
  });

  it('purchase order: its lines, with what each unit costs; a count that is not stated is left out', () => {
    const [order] = recordsOf(fixture('purchase-order-created'));
    expect(order).toMatchObject({
      noun: 'purchase_order',
      fields: {
        number: 'PO-26-1187',
        mustArriveOn: '2026-04-10',
        lines: [
          { sku: 'LMP-BR-01', units: 600, unitCost: { amount: '14.50', currency: 'USD' }, hsCodes: ['9405.21'] },
          { sku: 'LMP-SH-04', unitCost: { amount: '3.25', currency: 'USD' } },
        ],
      },
    });
    expect(order).not.toHaveProperty('fields.lines.1.units');
  });

  it('an order that calls itself a booking is an order, and lines that are only linked to are not stated', () => {
    const [order] = recordsOf(fixture('purchase-order-updated'));
    expect(order).toMatchObject({ noun: 'purchase_order', record: '510233', fields: { number: 'PO-26-1187' } });
    expect(order).not.toHaveProperty('fields.lines');
  });

  it('product: every code it is classified under', () => {
    expect(recordsOf(fixture('product-updated'))[0]).toMatchObject({
      noun: 'product',
      fields: { sku: 'LMP-BR-01', countryOfOrigin: 'CN', verified: true, hsCodes: ['9405.21.6010', '9405.21'] },
    });
  });

  it('commercial invoice: counted apart from freight invoices, goods by line', () => {
    expect(recordsOf(fixture('commercial-invoice-created'))).toMatchObject([
      {
        noun: 'invoice',
        record: 'commercial:3301',
        fields: {
          kind: 'commercial',
          number: 'LW-2026-044',
          issuer: 'Ningbo Lichtwerk Manufacturing Co.',
          total: { amount: '8700.01', currency: 'USD' },
          lines: [{ sku: 'LMP-BR-01', quantity: '600', poNumber: 'PO-26-1187', container: 'CSQU3054383' }],
        },
      },
      { kind: 'step', code: 'CREATED' },
      { kind: 'link', shipment: '418806' },
    ]);
  });

  it('freight invoice: a payment is a step of its own, the balance says how much is open', () => {
    expect(recordsOf(fixture('invoice-payment-made'))).toMatchObject([
      { noun: 'invoice', fields: { kind: 'freight', balance: { amount: '0.00', currency: 'USD' } } },
      { kind: 'step', code: 'PAYMENT_MADE' },
      { kind: 'link', shipment: '418806' },
    ]);
  });

  it('document: named by its file, typed by its provider', () => {
    const [document] = recordsOf(altered('document-created', { resource: { file_name: 'FLXT418806.pdf' } }));
    expect(document).toMatchObject({ noun: 'document', fields: { fileName: 'FLXT418806.pdf' } });
  });
});

describe('whatever a stranger writes into a record', () => {
  const NAMES = [
    'booking-amended',
    'purchase-order-created',
    'product-updated',
    'commercial-invoice-created',
    'invoice-shared',
  ];

  it('is said in our words, or refused in words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.dictionary(fc.nat(40), fc.anything({ withNullPrototype: false })),
        (name, nonsense) => {
          const body = fixture(name);
          const resource = body.data.resource as Record<string, unknown>;
          const keys = Object.keys(resource);
          for (const [at, value] of Object.entries(nonsense)) resource[keys[Number(at) % keys.length] ?? ''] = value;
          try {
            const said = normalise({ ...opened(fixture(name)), raw: body });
            if (said.outcome === 'changes') for (const change of said.changes) changeSchema.parse(change);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(Unreadable);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
