import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import type { Money } from '#lib/model/money.ts';
import type { BookingFields, InvoiceFields, RecordType, StepCode } from '#lib/model/record.ts';
import { parseMoment } from '#lib/model/time.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { applyEvents, type NormalisedEvent } from './apply.ts';

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 2 });
});
afterAll(() => sql.end());

const apply = async (...events: NormalisedEvent[]) => (await sql.begin((tx) => applyEvents(tx, events))).effects;
const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
const usd = (amount: string): Money => ({ amount, currency: 'USD' });

const booking = (record: string, fields: BookingFields): Change => ({
  kind: 'record',
  recordType: 'booking',
  record,
  fields,
});
const invoice = (record: string, fields: InvoiceFields): Change => ({
  kind: 'record',
  recordType: 'invoice',
  record,
  fields,
});
const step = (recordType: RecordType, record: string, code: StepCode, at: string): Change => ({
  kind: 'step',
  recordType,
  record,
  code,
  moment: parseMoment(at),
});

const bookingRow = async (record: string) => (await sql`select * from bookings where external_id = ${record}`)[0];
const invoiceRow = async (record: string) => (await sql`select * from invoices where external_id = ${record}`)[0];

describe('a product', () => {
  it('is active again after a later report that is not archived, not after an older one', async () => {
    const product = (archived: boolean): Change => ({
      kind: 'record',
      recordType: 'product',
      record: 'P9',
      fields: { archived },
    });
    const status = async () => (await sql`select status from products where external_id = 'P9'`)[0]?.status;
    await apply(reportedEvent(day(3), step('product', 'P9', 'ARCHIVED', day(3))));
    await apply(reportedEvent(day(2), product(false)));
    expect(await status()).toBe('archived');
    await apply(reportedEvent(day(5), product(false)));
    expect(await status()).toBe('active');
    await apply(reportedEvent(day(4), product(true)));
    expect(await status()).toBe('active');
  });
});

describe('a booking', () => {
  it('stays confirmed when an older submitted snapshot arrives late', async () => {
    await apply(reportedEvent(day(5), step('booking', 'B1', 'CONFIRMED', day(5)), booking('B1', { number: 'BKG-1' })));
    await apply(reportedEvent(day(2), booking('B1', { status: 'submitted' })));
    expect(await bookingRow('B1')).toMatchObject({ number: 'BKG-1', status: 'confirmed' });
  });

  it('has the previous vessel and voyage, in any order of the events', async () => {
    const early = reportedEvent(day(1), booking('B2', { vessel: 'EVER ALOT', voyage: '1187-042E' }));
    const late = reportedEvent(day(3), booking('B2', { vessel: 'EVER ACE', voyage: '0921-007E' }));
    await apply(late);
    await apply(early);
    const row = await bookingRow('B2');
    expect([row?.vessel, row?.voyage]).toEqual(['EVER ACE', '0921-007E']);
    expect(row?.rolled_from).toEqual({ vessel: 'EVER ALOT', voyage: '1187-042E' });
  });

  it('has the changes of an amendment and their event', async () => {
    await apply(reportedEvent(day(1), booking('B3', { cargoReadyOn: '2026-03-10' })));
    const amendment = reportedEvent(
      day(2),
      booking('B3', { cargoReadyOn: '2026-03-14' }),
      step('booking', 'B3', 'AMENDED', day(2)),
    );
    const effects = await apply(amendment);
    expect(effects).toContainEqual(
      expect.objectContaining({
        eventId: amendment.id,
        part: null,
        field: 'cargoReadyOn',
        before: '2026-03-10',
        after: '2026-03-14',
      }),
    );
    expect(await bookingRow('B3')).toMatchObject({ amendments: 1 });
  });
});

describe('an invoice', () => {
  const lines = [
    { name: 'Ocean freight', category: 'freight', amount: usd('6500.10') },
    { name: 'Customs entry', category: 'customs', amount: usd('343.19') },
  ];

  it('that adds up has no checks, and is partly paid if the balance is below the total', async () => {
    const fields = { total: usd('6843.29'), balance: usd('6743.29'), lines };
    await apply(reportedEvent(day(1), invoice('I1', fields)));
    expect(await invoiceRow('I1')).toMatchObject({ status: 'partly_paid', total: '6843.29', checks: null });
  });

  it('is not paid in part when a credit explains what is open', async () => {
    const credits = [{ amount: usd('100'), reason: 'rate correction' }];
    await apply(
      reportedEvent(day(1), invoice('I2', { total: usd('6843.29'), balance: usd('6743.29'), lines, credits })),
    );
    expect(await invoiceRow('I2')).toMatchObject({ status: 'outstanding', credited: '100', checks: null });
  });

  it('is flagged if its lines do not add up to its total', async () => {
    await apply(reportedEvent(day(1), invoice('I3', { total: usd('6743.29'), balance: usd('6743.29'), lines })));
    const row = await invoiceRow('I3');
    expect(row?.checks).toEqual([{ code: 'lines', expected: '6843.29', stated: '6743.29' }]);
  });

  it('is paid by payments that are reported without a new balance', async () => {
    const payment = (at: string, instance: string, amount: Money): Change => ({
      kind: 'step',
      recordType: 'invoice',
      record: 'I5',
      code: 'PAYMENT_MADE',
      moment: parseMoment(at),
      instance,
      amount,
    });
    await apply(reportedEvent(day(3), payment(day(3), 'second', usd('60.50'))));
    await apply(reportedEvent(day(1), invoice('I5', { total: usd('100'), balance: usd('100') })));
    await apply(reportedEvent(day(2), payment(day(2), 'first', usd('39.50'))));
    expect(await invoiceRow('I5')).toMatchObject({ status: 'paid', balance: '0.00' });
    await apply(reportedEvent(day(4), invoice('I5', { balance: usd('12') })));
    expect(await invoiceRow('I5')).toMatchObject({ status: 'partly_paid', balance: '12' });
  });

  it('of a seller for the goods is issued and neither payable nor receivable', async () => {
    await apply(reportedEvent(day(1), invoice('I6', { kind: 'commercial', total: usd('8700') })));
    expect(await invoiceRow('I6')).toMatchObject({ status: 'issued', balance: null });
  });

  it('stays void, whatever balance an older snapshot states', async () => {
    await apply(reportedEvent(day(4), step('invoice', 'I4', 'VOIDED', day(4))));
    await apply(reportedEvent(day(1), invoice('I4', { total: usd('10'), balance: usd('10') })));
    expect(await invoiceRow('I4')).toMatchObject({ status: 'void' });
  });
});

describe('a purchase order', () => {
  it('has the lines of its newest snapshot and their total value', async () => {
    const order = (units: number): Change => ({
      kind: 'record',
      recordType: 'purchase_order',
      record: 'P1',
      fields: {
        number: 'PO-77',
        lines: [
          { sku: 'CHAIR', units, unitCost: usd('12.505') },
          { sku: 'DESK', units: 2, unitCost: usd('80') },
        ],
      },
    });
    await apply(reportedEvent(day(2), order(200)), reportedEvent(day(1), order(100)));
    const [row] = await sql`select units, value, line_count from purchase_orders where external_id = 'P1'`;
    expect(row).toEqual({ units: 202, value: { amount: '2661.000', currency: 'USD' }, line_count: 2 });
  });

  it('exists with only its name', async () => {
    await apply(reportedEvent(day(1), { kind: 'link', recordType: 'purchase_order', record: 'P2', shipment: 'S1' }));
    await apply(reportedEvent(day(1), { kind: 'record', recordType: 'purchase_order', record: 'P3', fields: {} }));
    const rows = await sql`select number from purchase_orders where external_id in ('P2', 'P3') order by 1`;
    expect(rows.map((row) => row.number)).toEqual(['P2', 'P3']);
  });
});

describe('goods', () => {
  const chairs = (units?: number) => ({ sku: 'CHAIR', poNumber: 'PO 77', ...(units !== undefined && { units }) });
  const desks = { sku: 'DESK', poNumber: 'PO 77', units: 2 };

  it.each([
    [
      'S9',
      'are counted once where a container lists them too',
      [chairs(40), desks],
      [chairs(40)],
      [
        ['CHAIR', 40, true],
        ['DESK', 2, false],
      ],
    ],
    [
      'S10',
      'are loose as far as no container has them',
      [chairs(40)],
      [chairs(15), chairs(5)],
      [
        ['CHAIR', 5, true],
        ['CHAIR', 15, true],
        ['CHAIR', 20, false],
      ],
    ],
    ['S11', 'are packed without stated units', [chairs()], [chairs(15)], [['CHAIR', 15, true]]],
    [
      'S12',
      "are another order's where the number differs",
      [chairs(4)],
      [{ ...chairs(4), poNumber: 'PO 78' }],
      [
        ['CHAIR', 4, false],
        ['CHAIR', 4, true],
      ],
    ],
  ])('of shipment %s %s', async (shipment, _what, items, packed, expected) => {
    await apply(
      reportedEvent(
        day(1),
        { kind: 'shipment', shipment, fields: { items } },
        { kind: 'container', shipment, container: 'C1', fields: { number: 'CSQU3054383', items: packed } },
      ),
    );
    const rows = await sql`
      select sku, units, container_id is not null as boxed from shipment_items as item
      join shipments on shipments.id = shipment_id where external_id = ${shipment} order by 1, 2, 3`;
    expect(rows.map((row) => [row.sku, row.units, row.boxed])).toEqual(expected);
  });

  it('are found by their order number, in any notation', async () => {
    const rows = await sql`select distinct po_searchable from shipment_items order by 1`;
    expect(rows.map((row) => row.po_searchable)).toEqual(['PO77', 'PO78']);
  });
});

it('a port has its time zone, whether the source states it or not', async () => {
  const shanghai = { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: null };
  await apply(reportedEvent(day(1), booking('B77', { portOfLoading: shanghai })));
  expect((await bookingRow('B77'))?.port_of_loading).toEqual({ ...shanghai, timeZone: 'Asia/Shanghai' });
});
