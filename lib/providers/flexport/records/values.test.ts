import { describe, expect, it } from 'vitest';
import { bookingFields } from './booking.ts';
import { documentFields } from './document.ts';
import { commercialInvoiceFields, freightInvoiceFields } from './invoice.ts';
import { cargoOf } from './items.ts';
import { listOf, productFields, purchaseOrderFields } from './order.ts';
import {
  countOf,
  dayOf,
  decimalOf,
  firstOf,
  flagOf,
  measureOf,
  moneyOf,
  nameOf,
  placeIn,
  textAt,
  textsOf,
  timeOf,
} from './values.ts';

const at = (text: string) => expect.objectContaining({ text });

describe('a single value', () => {
  it('is that of the first of several keys that has one', () => {
    expect(textAt({ a: '', b: 'B', c: 'C' }, 'a', 'b', 'c')).toBe('B');
    expect(textAt({ a: null }, 'a', 'b')).toBeUndefined();
    expect(firstOf({ a: 'x', b: '3' }, ['a', 'b'], countOf)).toBe(3);
  });

  it.each<[unknown, number | undefined]>([
    [3, 3],
    ['600.0', 600],
    [0, 0],
    [2_147_483_647, 2_147_483_647],
    [2_147_483_648, undefined],
    [-1, undefined],
    ['1.5', undefined],
    ['many', undefined],
    [null, undefined],
  ])('is a count: %j', (value, count) => {
    expect(countOf(value)).toBe(count);
  });

  it('is a decimal, bare or wrapped', () => {
    expect(
      ['2', 2.5, { value: '3' }, { amount: '4' }, { value: null, amount: 5 }, {}, 'x', null].map(decimalOf),
    ).toEqual([...['2', '2.5', '3', '4', '5', undefined, undefined, undefined]]);
  });

  it('is money in its own currency, else in that of its parent', () => {
    expect(moneyOf({ amount: '12.50', currency_code: 'USD' }, 'EUR')).toEqual({ amount: '12.50', currency: 'USD' });
    expect(moneyOf({ value: '12.50', currency: 'CNY' }, 'EUR')).toEqual({ amount: '12.50', currency: 'CNY' });
    expect(moneyOf('12.50', 'EUR')).toEqual({ amount: '12.50', currency: 'EUR' });
    expect(moneyOf('12.50')).toEqual({ amount: '12.50', currency: null });
    expect(moneyOf({ currency: 'USD' })).toBeUndefined();
  });

  it('is a measure with a unit, and greater than zero', () => {
    expect(measureOf({ value: 9.5, unit: 'kg' })).toEqual({ value: '9.5', unit: 'kg' });
    for (const value of [{ value: 0, unit: 'kg' }, { value: -1, unit: 'kg' }, { value: 9 }, { unit: 'kg' }, 9, null])
      expect(measureOf(value)).toBeUndefined();
  });

  it('is a local day of the place', () => {
    expect(['2026-03-11', '2026-03-11T23:30:00-08:00', ' 20260311 ', 'soon', 20260311, null].map(dayOf)).toEqual([
      ...['2026-03-11', '2026-03-11', '2026-03-11', undefined, undefined, undefined],
    ]);
  });

  it('is a time, and none for "no date"', () => {
    expect(timeOf('2026-03-11T10:00:00Z')).toEqual(at('2026-03-11T10:00:00Z'));
    expect([timeOf(null), timeOf(''), timeOf('0001-01-01'), timeOf(7)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is a flag, a name, or several words', () => {
    expect([true, false, 'true', 1, null].map(flagOf)).toEqual([true, false, undefined, undefined, undefined]);
    expect(['Northwind', { name: 'Northwind' }, { id: 7 }, null].map(nameOf)).toEqual([
      'Northwind',
      'Northwind',
      undefined,
      undefined,
    ]);
    expect(textsOf(['a', { code: 'b' }, 'a', null, 7])).toEqual(['a', 'b', '7']);
    expect([textsOf('a'), textsOf({ code: 'b' }), textsOf([]), textsOf([null])]).toEqual([
      ['a'],
      ['b'],
      undefined,
      undefined,
    ]);
  });

  it('is a list, expanded or as a page, and no link', () => {
    const one = [{ id: 1 }];
    expect([one, { data: one }, { data: { data: one } }].map(listOf)).toEqual([one, one, one]);
    expect([{ link: '/x' }, { data: { link: '/x' } }, 'x', null].map(listOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(listOf([])).toEqual([]);
  });
});

describe('a place', () => {
  const nothing = { country: null, unlocode: null, timeZone: null };
  it.each<[string, unknown, unknown]>([
    ['a name', 'Ningbo', { ...nothing, name: 'Ningbo' }],
    ['a code', 'CNNGB', { ...nothing, name: 'CNNGB', unlocode: 'CNNGB' }],
    ['a code with a hyphen', 'CN-NGB', { ...nothing, name: 'CN-NGB', unlocode: 'CNNGB' }],
    ['a code of its own', { port_code: 'SHA' }, { ...nothing, name: 'SHA' }],
    ['nothing in the place of its code', { port_code: 'TBD' }, undefined],
    ['a code with a blank', 'CN NGB', { ...nothing, name: 'CN NGB', unlocode: 'CNNGB' }],
    ['a name of five letters', 'Tulsa', { ...nothing, name: 'Tulsa' }],
    ['a longer name in upper case', 'CNNGB PORT', { ...nothing, name: 'CNNGB PORT' }],
    [
      'a port',
      { name: 'Ningbo', unlocode: 'cnngb', country_code: 'cn' },
      { ...nothing, name: 'Ningbo', unlocode: 'CNNGB', country: 'CN' },
    ],
    ['a port by its code only', { port_code: 'CNNGB' }, { ...nothing, name: 'CNNGB', unlocode: 'CNNGB' }],
    [
      'a nested place',
      { place: { name: 'Ningbo', details: [{ port_code: null }, { port_code: 'CNNGB' }] } },
      { ...nothing, name: 'Ningbo', unlocode: 'CNNGB' },
    ],
    [
      'an address',
      { address: { city: 'Reno', country: 'US', timezone: 'America/Los_Angeles' } },
      { ...nothing, name: 'Reno', country: 'US', timeZone: 'America/Los_Angeles' },
    ],
    [
      'an address with its code',
      { name: 'Port', address: { unlocode: 'USLAX', country_code: 'US' }, unlocode: 'USOAK' },
      { ...nothing, name: 'Port', unlocode: 'USLAX', country: 'US' },
    ],
    ['a written-out country', { name: 'Ningbo', country: 'China' }, { ...nothing, name: 'Ningbo' }],
    ['nothing that identifies it', { country: 'US' }, undefined],
    ['nothing', null, undefined],
  ])('is read from %s', (_what, value, place) => {
    expect(placeIn(value)).toEqual(place);
  });
});

describe('a booking', () => {
  it.each([
    ['draft', 'draft'],
    ['submitted', 'submitted'],
    ['booked', 'confirmed'],
    ['confirmed', 'confirmed'],
    ['shipment', 'shipped'],
    ['shipped', 'shipped'],
    ['cancelled', 'cancelled'],
    ['canceled', 'cancelled'],
    ['archived', 'archived'],
    ['lost', undefined],
  ])('that is %s is %s', (status, expected) => {
    expect(bookingFields({ status }).status).toBe(expected);
  });

  it('is read in the documented format', () => {
    expect(
      bookingFields({
        flex_id: 'FLEX-1',
        name: 'Spring',
        transportation_mode: 'ocean',
        ocean_booking: {
          incoterm: 'FOB',
          is_lcl: false,
          origin_port: { name: 'Ningbo' },
          destination_port: { name: 'Los Angeles' },
          container_counts: { fourty_ft: 2, twenty_ft: 0, '': 3 },
          product_descriptions: ['Lamps', { description: 'Shades' }, {}],
        },
        origin_address: { city: 'Suzhou' },
        destination_address: { city: 'Reno' },
        shipper_entity: { name: 'Jiangnan' },
        consignee_entity: { name: 'Harbour' },
        notify_party: { name: 'Broker' },
        cargo_ready_date: '2026-03-10',
        delivery_date: '2026-05-01',
        cargo: {
          weight: { value: 9, unit: 'kg' },
          volume: { value: 3, unit: 'cbm' },
          shipping_units: [{ contains_hazmat: true }],
          is_hazardous: false,
        },
        pieces: 12,
        special_instructions: 'Keep dry',
        metadata: { carrier: ['Evergreen'], vessel: 'EVER ALOT', voyage: ['1187E'] },
        created_at: '2026-03-01T08:00:00Z',
      }),
    ).toEqual({
      number: 'FLEX-1',
      mode: 'ocean',
      incoterm: 'FOB',
      origin: expect.objectContaining({ name: 'Suzhou' }),
      portOfLoading: expect.objectContaining({ name: 'Ningbo' }),
      portOfDischarge: expect.objectContaining({ name: 'Los Angeles' }),
      destination: expect.objectContaining({ name: 'Reno' }),
      shipper: 'Jiangnan',
      consignee: 'Harbour',
      notify: 'Broker',
      cargoReadyOn: '2026-03-10',
      deliveryOn: '2026-05-01',
      cargo: 'Lamps, Shades',
      weight: { value: '9', unit: 'kg' },
      volume: { value: '3', unit: 'cbm' },
      pieces: 12,
      containerCounts: { forty_ft: 2 },
      lcl: false,
      hazardous: true,
      instructions: 'Keep dry',
      carrier: 'Evergreen',
      vessel: 'EVER ALOT',
      voyage: '1187E',
      createdAt: at('2026-03-01T08:00:00Z'),
    });
  });

  it('is read in the compact format', () => {
    expect(
      bookingFields({
        booking_number: 'B-1',
        carrier_booking_number: 'NHY1',
        mode: 'air',
        incoterm: 'CIF',
        origin: 'Suzhou',
        pol: 'CNNGB',
        pod: 'USLAX',
        destination: 'Reno',
        shipper: 'Jiangnan',
        consignee: 'Harbour',
        commodity: 'Lamps',
        weight: { value: 9, unit: 'kg' },
        volume: { value: 3, unit: 'cbm' },
        container_counts: { forty_ft: 1 },
        is_lcl: true,
        hazardous: false,
        carrier_name: 'Evergreen',
        vessel_name: 'EVER ALOT',
        voyage_number: '1187E',
      }),
    ).toEqual({
      number: 'B-1',
      carrierBooking: 'NHY1',
      mode: 'air',
      incoterm: 'CIF',
      origin: expect.objectContaining({ name: 'Suzhou' }),
      portOfLoading: expect.objectContaining({ unlocode: 'CNNGB' }),
      portOfDischarge: expect.objectContaining({ unlocode: 'USLAX' }),
      destination: expect.objectContaining({ name: 'Reno' }),
      shipper: 'Jiangnan',
      consignee: 'Harbour',
      cargo: 'Lamps',
      weight: { value: '9', unit: 'kg' },
      volume: { value: '3', unit: 'cbm' },
      containerCounts: { forty_ft: 1 },
      lcl: true,
      hazardous: false,
      carrier: 'Evergreen',
      vessel: 'EVER ALOT',
      voyage: '1187E',
    });
  });

  it('omits missing fields', () => {
    expect(bookingFields({})).toEqual({});
    expect(
      bookingFields({
        ocean_booking: { container_counts: {}, product_descriptions: [] },
        cargo: { shipping_units: [] },
      }),
    ).toEqual({});
  });

  it('is by air or by truck, with the port of that part', () => {
    expect(bookingFields({ air_booking: { origin_port: 'SHA' } }).portOfLoading).toMatchObject({ name: 'SHA' });
    expect(bookingFields({ trucking_booking: { incoterm: 'EXW' } }).incoterm).toBe('EXW');
    expect(bookingFields({ trucking_booking: { incoterm: 'EXW' }, ocean_booking: { incoterm: 'FOB' } }).incoterm).toBe(
      'FOB',
    );
  });
});

describe('an order', () => {
  it.each([
    ['1,200', 1200, undefined],
    ['100 EA', undefined, '100 EA'],
    ['100 pcs', undefined, '100 pcs'],
    ['1.200', undefined, '1.200'],
    ['12.5', undefined, '12.5'],
    ['-3', undefined, '-3'],
    ['TBD', undefined, undefined],
  ])('says which units of its lines are no number of pieces: %s', (units, read, unreadable) => {
    const { lines } = purchaseOrderFields({ lines: [{ number: '1', units }] });
    expect([lines?.[0]?.units, lines?.[0]?.unreadable?.units]).toEqual([read, unreadable]);
  });

  it('is read with its lines', () => {
    expect(
      purchaseOrderFields({
        purchase_order_number: 'PO-1',
        status: 'canceled',
        buyer: { name: 'Harbour' },
        seller_name: 'Jiangnan',
        incoterm: 'FOB',
        transportation_mode: 'truck_intl',
        cargo_ready_date: '2026-03-10',
        must_arrive_date: '2026-05-01',
        origin_port: { name: 'Ningbo' },
        destination: 'Reno',
        memo: 'Spring',
        created_at: '2026-03-01T08:00:00Z',
        line_items: {
          data: [
            {
              line_item_number: 10,
              product: { sku: 'LAMP', name: 'Lamp', description: 'Brass', country_of_origin: 'VN', hs_codes: ['9405'] },
              units: '600',
              unit_of_measure: 'pcs',
              unit_cost: { amount: '12.50', currency_code: 'USD' },
              must_arrive_date: '2026-05-02',
            },
            {
              number: '20',
              sku: 'SHADE',
              product_name: 'Shade',
              description: 'Linen',
              quantity: 2,
              unit: 'box',
              unit_price: '3',
              currency: 'CNY',
              hs_code: '9406',
              country_of_origin: 'CN',
            },
          ],
        },
      }),
    ).toEqual({
      number: 'PO-1',
      status: 'cancelled',
      buyer: 'Harbour',
      seller: 'Jiangnan',
      incoterm: 'FOB',
      mode: 'truck',
      cargoReadyOn: '2026-03-10',
      mustArriveOn: '2026-05-01',
      origin: expect.objectContaining({ name: 'Ningbo' }),
      destination: expect.objectContaining({ name: 'Reno' }),
      memo: 'Spring',
      createdAt: at('2026-03-01T08:00:00Z'),
      lines: [
        {
          number: '10',
          sku: 'LAMP',
          product: 'Lamp',
          description: 'Brass',
          units: 600,
          unit: 'pcs',
          unitCost: { amount: '12.50', currency: 'USD' },
          hsCodes: ['9405'],
          countryOfOrigin: 'VN',
          mustArriveOn: '2026-05-02',
        },
        {
          number: '20',
          sku: 'SHADE',
          product: 'Shade',
          description: 'Linen',
          units: 2,
          unit: 'box',
          unitCost: { amount: '3', currency: 'CNY' },
          hsCodes: ['9406'],
          countryOfOrigin: 'CN',
        },
      ],
    });
  });

  it.each([
    ['open', null, 'open'],
    ['closed', null, 'closed'],
    ['cancelled', null, 'cancelled'],
    ['archived', null, 'archived'],
    ['open', '2026-03-01T00:00:00Z', 'archived'],
    ['lost', null, undefined],
  ])('that is %s and was archived on %s is %s', (status, archived_at, expected) => {
    expect(purchaseOrderFields({ status, archived_at }).status).toBe(expected);
  });

  it('is read under other keys, and omits lines that are only linked', () => {
    for (const key of ['po_number', 'number', 'name'])
      expect(purchaseOrderFields({ [key]: 'PO-1' })).toEqual({ number: 'PO-1' });
    for (const key of ['seller', 'supplier'])
      expect(purchaseOrderFields({ [key]: { name: 'J' } })).toEqual({ seller: 'J' });
    expect(purchaseOrderFields({ buyer_name: 'H' })).toEqual({ buyer: 'H' });
    expect(purchaseOrderFields({ mode: 'air' })).toEqual({ mode: 'air' });
    expect(purchaseOrderFields({ line_items: { link: '/x' } })).toEqual({});
    expect(
      purchaseOrderFields({ lines: [{ item_key: 'K', line_number: '1', name: 'Lamp', product: 'Lamp' }] }),
    ).toEqual({ lines: [{ number: '1', sku: 'K', product: 'Lamp' }] });
    for (const key of ['origin_address', 'origin'])
      expect(purchaseOrderFields({ [key]: 'A' }).origin).toMatchObject({ name: 'A' });
    for (const key of ['destination_port', 'destination_address'])
      expect(purchaseOrderFields({ [key]: 'A' }).destination).toMatchObject({ name: 'A' });
  });
});

describe('a product', () => {
  it('is read, its codes by region before the older list', () => {
    const facts = {
      sku: 'L',
      description: 'Brass',
      product_category: 'Lighting',
      country_of_origin: 'VN',
      client_verified: true,
    };
    expect(
      productFields({
        name: 'Lamp',
        ...facts,
        classifications: [{ codes: ['1', { code: '2' }] }, { codes: ['1'] }],
        hs_codes: ['9'],
        archived_at: null,
      }),
    ).toEqual({
      name: 'Lamp',
      sku: 'L',
      description: 'Brass',
      category: 'Lighting',
      countryOfOrigin: 'VN',
      hsCodes: ['1', '2'],
      verified: true,
      archived: false,
    });
    expect(productFields({ product_name: 'Lamp', category: 'X', classifications: [{}], hs_codes: ['9'] })).toEqual({
      name: 'Lamp',
      category: 'X',
      hsCodes: ['9'],
    });
  });
});

describe('a freight invoice', () => {
  it('is read with lines, credits and notes', () => {
    expect(
      freightInvoiceFields({
        name: 'I-1',
        status: 'past_due',
        issuer: { name: 'Forwarder' },
        recipient: 'Harbour',
        issued_at: '2026-03-01T08:00:00Z',
        due_date: '2026-03-31',
        currency: 'USD',
        total: { amount: '100.00', currency_code: 'EUR' },
        balance: '90',
        items: [
          {
            name: 'Ocean',
            category: 'freight',
            amount: { amount: '50', currency_code: 'USD' },
            quantity: 2,
            rate: '25',
          },
          { description: 'Entry', amount: '50', rate: { amount: '50' } },
          { slug: 'fee', amount: 'x' },
          {},
        ],
        credit_memos: [
          { amount: { amount: '10', currency_code: 'EUR' }, reason: 'late', credited_at: '2026-03-05T00:00:00Z' },
          { amount: { amount: '1' }, category: 'x' },
          { amount: null },
        ],
        notes: ['Pay', '', 'soon'],
      }),
    ).toEqual({
      kind: 'freight',
      number: 'I-1',
      status: 'outstanding',
      issuer: 'Forwarder',
      recipient: 'Harbour',
      issuedAt: at('2026-03-01T08:00:00Z'),
      dueOn: '2026-03-31',
      total: { amount: '100.00', currency: 'EUR' },
      balance: { amount: '90', currency: 'USD' },
      lines: [
        {
          name: 'Ocean',
          category: 'freight',
          amount: { amount: '50', currency: 'USD' },
          quantity: '2',
          rate: { amount: '25', currency: 'USD' },
        },
        { name: 'Entry', amount: { amount: '50', currency: 'EUR' }, rate: { amount: '50', currency: 'EUR' } },
        { name: 'fee', unreadable: { amount: 'x' } },
        { name: 'Charge' },
      ],
      credits: [
        { amount: { amount: '10', currency: 'EUR' }, reason: 'late', at: '2026-03-05T00:00:00.000Z' },
        { amount: { amount: '1', currency: null }, reason: 'x' },
      ],
      notes: 'Pay\n\nsoon',
    });
  });

  it.each([
    ['draft', 'draft'],
    ['outstanding', 'outstanding'],
    ['payment_pending', 'payment_pending'],
    ['partially_paid', 'partly_paid'],
    ['partly_paid', 'partly_paid'],
    ['paid', 'paid'],
    ['void', 'void'],
    ['voided', 'void'],
    ['odd', undefined],
  ])('that is %s is %s', (status, expected) => {
    expect(freightInvoiceFields({ status }).status).toBe(expected);
    expect(freightInvoiceFields({ status, voided_at: '2026-03-01T00:00:00Z' }).status).toBe('void');
  });

  it('is read under other keys, and its lines have the unknown currency too', () => {
    for (const key of ['invoice_number', 'number'])
      expect(freightInvoiceFields({ [key]: 'I' })).toEqual({ kind: 'freight', number: 'I' });
    for (const key of ['amount', 'total_amount'])
      expect(freightInvoiceFields({ [key]: '5' }).total).toEqual({ amount: '5', currency: null });
    expect(freightInvoiceFields({ balance_due: '5' }).balance).toEqual({ amount: '5', currency: null });
    for (const key of ['lines', 'line_items'])
      expect(freightInvoiceFields({ [key]: [{ name: 'A' }] }).lines).toEqual([{ name: 'A' }]);
    const [line] =
      freightInvoiceFields({ total: '5', currency: 'QQQ', items: [{ name: 'A', amount: '5' }] }).lines ?? [];
    expect(line?.amount).toEqual({ amount: '5', currency: null, written: 'QQQ' });
  });
});

describe('the invoice of a seller', () => {
  it('is read with its goods', () => {
    expect(
      commercialInvoiceFields({
        name: 'C-1',
        invoice_date: '2026-03-01',
        incoterm: 'FOB',
        involved_parties: [
          { role: 'notify', name: 'N' },
          { role: 'seller', name: 'Jiangnan' },
          { type: 'buyer', company_entity: { name: 'Harbour' } },
        ],
        total_value: { amount: '75', currency_code: 'USD' },
        line_items: [
          {
            product: { name: 'Lamp', sku: 'L' },
            value: '50',
            total_units: 4,
            price_per_unit: '12.5',
            purchase_order_number: 'PO-1',
            container_number: 'NHYU6120449',
          },
          { product: { sku: 'S' }, net_value: { amount: '25' }, container_number: { container_number: 'NHYU3007188' } },
          { description: 'Box', container_number: { value: 'X' } },
          { document_line_number: 4, container_number: { number: 'Y' } },
          {},
        ],
      }),
    ).toEqual({
      kind: 'commercial',
      number: 'C-1',
      issuer: 'Jiangnan',
      recipient: 'Harbour',
      issuedAt: at('2026-03-01'),
      incoterm: 'FOB',
      total: { amount: '75', currency: 'USD' },
      lines: [
        {
          name: 'Lamp',
          sku: 'L',
          amount: { amount: '50', currency: 'USD' },
          quantity: '4',
          rate: { amount: '12.5', currency: 'USD' },
          poNumber: 'PO-1',
          container: 'NHYU6120449',
        },
        { name: 'S', sku: 'S', amount: { amount: '25', currency: 'USD' }, container: 'NHYU3007188' },
        { name: 'Box', container: 'X' },
        { name: '4', container: 'Y' },
        { name: 'Goods' },
      ],
    });
  });

  it('has its parties directly, and omits missing fields', () => {
    expect(
      commercialInvoiceFields({
        invoice_number: '4',
        seller: { name: 'J' },
        buyer: 'H',
        issued_at: '2026-03-02',
        line_items: { link: '/x' },
      }),
    ).toEqual({
      kind: 'commercial',
      number: '4',
      issuer: 'J',
      recipient: 'H',
      issuedAt: at('2026-03-02'),
    });
    expect(commercialInvoiceFields({ total_value: '5', currency: 'EUR' }).total).toEqual({
      amount: '5',
      currency: 'EUR',
    });
  });
});

describe('a document', () => {
  it('is read, and links only to http and https', () => {
    expect(
      documentFields({
        document_type: 'packing_list',
        file_name: 'a.pdf',
        memo: 'm',
        file_link: 'https://x.example/a',
        file_metadata: { size: 9, uploaded_at: '2026-03-01T00:00:00Z' },
        archived_at: '2026-03-02T00:00:00Z',
      }),
    ).toEqual({
      type: 'packing_list',
      fileName: 'a.pdf',
      memo: 'm',
      link: 'https://x.example/a',
      size: 9,
      uploadedAt: at('2026-03-01T00:00:00Z'),
      archived: true,
    });
    expect(
      documentFields({
        filename: 'b',
        url: 'HTTP://x.example',
        file_size: '8',
        uploaded_at: '2026-03-01',
        archived_at: null,
      }),
    ).toEqual({
      fileName: 'b',
      link: 'HTTP://x.example',
      size: 8,
      uploadedAt: at('2026-03-01'),
      archived: false,
    });
    expect(documentFields({ size: 7 })).toEqual({ size: 7 });
    for (const url of ['javascript:alert(1)', 'x https://a', 'ftp://x', 'https:/x'])
      expect(documentFields({ url })).toEqual({});
  });
});

describe('goods', () => {
  const cargo = (items: object[]) => cargoOf({ items: items as never, allItems: true }).items;

  it('are read in both formats, and none are omitted', () => {
    expect(
      cargo([
        {
          product: { sku: 'L', name: 'Lamp' },
          purchase_order_number: 'PO',
          total_units: 4,
          total_weight: { value: 9, unit: 'kg' },
          total_volume: { value: 3, unit: 'cbm' },
        },
        { sku: 'S', product_name: 'Shade', units: 2 },
        { other: 1 },
      ]),
    ).toEqual([
      {
        sku: 'L',
        product: 'Lamp',
        poNumber: 'PO',
        units: 4,
        weight: { value: '9', unit: 'kg' },
        volume: { value: '3', unit: 'cbm' },
      },
      { sku: 'S', product: 'Shade', units: 2 },
    ]);
    expect(cargo([])).toBeUndefined();
    expect(cargo([{}])).toBeUndefined();
    expect(cargoOf({ items: [{ sku: 'S' }], allItems: false })).toEqual({ itemsPart: [{ sku: 'S' }] });
  });
});

it.each(['nhyu6120449', { container_number: 'nhyu6120449' }])(
  'the container of a line is in capitals: %j',
  (written) => {
    const { lines } = commercialInvoiceFields({ line_items: [{ description: 'Lamp', container_number: written }] });
    expect(lines).toMatchObject([{ container: 'NHYU6120449' }]);
  },
);
