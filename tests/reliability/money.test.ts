import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { readList } from '#db/queries/declared-list.ts';
import { ageingTotals } from '#db/queries/invoice.ts';
import { INVOICES } from '#db/queries/invoices.ts';
import { invoicesDue } from '#db/queries/overview-money.ts';
import type { Change } from '#lib/model/change.ts';
import type { InvoiceFields } from '#lib/model/record.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 2 });
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

const REPORTED = '2026-03-12T08:00:00.000Z';

async function storeInvoice(record: string, fields: InvoiceFields) {
  const change: Change = { kind: 'record', recordType: 'invoice', record, fields: { number: record, ...fields } };
  await sql.begin((tx) => applyEvents(tx, [reportedEvent(REPORTED, change)]));
  const [row] = await sql`select status, due_on as "dueOn", checks from invoices where external_id = ${record}`;
  return row as unknown as { status: string; dueOn: string | null; checks: unknown };
}

const money = (amount: string, currency: string | null = 'USD') => ({ amount, currency });
const lines = (amounts: readonly string[], currency: string | null = 'USD') =>
  amounts.map((amount, at) => ({ name: `Line ${at}`, amount: money(amount, currency) }));

describe('an invoice whose lines were rounded', () => {
  it.each([
    ['100.00', ['33.333', '33.333', '33.333'], 'USD'],
    ['100.02', ['33.335', '33.335', '33.335'], 'USD'],
    ['1000', ['333.3', '333.3', '333.3'], 'JPY'],
    ['10.000', ['3.3333', '3.3333', '3.3333'], 'KWD'],
  ])('adds up to %s', async (total, amounts, currency) => {
    const fields = { total: money(total, currency), balance: money(total, currency), lines: lines(amounts, currency) };
    expect((await storeInvoice(`rounded ${total}`, fields)).checks).toBeNull();
  });

  it.each([
    ['100.02', ['33.333', '33.333', '33.333'], 'USD', '99.999'],
    ['1002', ['333.3', '333.3', '333.3'], 'JPY', '999.9'],
    ['10.003', ['3.3333', '3.3333', '3.3333'], 'KWD', '9.9999'],
  ])('does not add up to %s, which is more than rounding', async (stated, amounts, currency, expected) => {
    const fields = { total: money(stated, currency), lines: lines(amounts, currency) };
    expect((await storeInvoice(`off ${stated}`, fields)).checks).toEqual([{ code: 'lines', expected, stated }]);
  });
});

it('an invoice with a line in another currency is flagged as not checkable', async () => {
  const fields = { total: money('100.00'), lines: [...lines(['60.00']), ...lines(['40.00'], 'EUR')] };
  expect((await storeInvoice('mixed', fields)).checks).toEqual([
    { code: 'currency', expected: 'USD', stated: 'USD, EUR' },
  ]);
});

it('an amount in an unknown currency is kept and flagged', async () => {
  const total = { ...money('12.50', null), written: 'USDC' };
  expect((await storeInvoice('crypto', { total })).checks).toEqual([
    { code: 'unknown_currency', expected: '', stated: 'USDC' },
  ]);
  expect((await sql`select total from invoices where external_id = 'crypto'`)[0]?.total).toBe('12.50');
});

it('half a cent is no partial payment', async () => {
  expect((await storeInvoice('half', { total: money('100.005'), balance: money('100.00') })).status).toBe(
    'outstanding',
  );
});

it.each(['1985-03-12', '2062-03-12'])('an invoice due on %s is neither overdue nor due, and flagged', async (dueOn) => {
  const row = await storeInvoice(`due ${dueOn}`, { kind: 'freight', total: money('1.00', 'CHF'), dueOn });
  expect(row).toMatchObject({ dueOn: null, checks: [{ code: 'due_date', expected: '', stated: dueOn }] });
});

describe('payables and receivables', () => {
  const SEK = (amount: string) => money(amount, 'SEK');
  beforeAll(async () => {
    const dueOn = '2026-03-01';
    await storeInvoice('freight', { kind: 'freight', total: SEK('100.00'), dueOn });
    await storeInvoice('carrier', { kind: 'carrier_bill', total: SEK('20.00'), dueOn });
    await storeInvoice('vendor', { kind: 'vendor_bill', total: SEK('3.00'), dueOn });
    await storeInvoice('customer', { kind: 'customer', total: SEK('5000.00'), dueOn });
    await storeInvoice('goods', { kind: 'commercial', total: SEK('90000.00'), status: 'outstanding', dueOn });
  });

  it('are never summed by ageing', async () => {
    const totals = await ageingTotals(db, { currency: 'SEK', today: '2026-03-20' });
    expect(totals).toEqual([
      { side: 'payable', currency: 'SEK', ageing: '1-30', count: 3, amount: '123.00' },
      { side: 'receivable', currency: 'SEK', ageing: '1-30', count: 1, amount: '5000.00' },
    ]);
  });

  it('are never summed on the overview', async () => {
    const due = (await invoicesDue(db)).filter(({ currency }) => currency === 'SEK');
    expect(due.map(({ side, overdue, overdueBalance }) => [side, overdue, overdueBalance])).toEqual([
      ['payable', 3, '123.00'],
      ['receivable', 1, '5000.00'],
    ]);
  });

  it('in unknown currencies are counted, not summed', async () => {
    await storeInvoice('unknown', {
      kind: 'carrier_bill',
      total: { amount: '3.00', currency: null, written: 'XQ' },
      dueOn: '2026-03-01',
    });
    await storeInvoice('unstated', {
      kind: 'carrier_bill',
      total: { amount: '5.00', currency: null },
      dueOn: '2026-03-02',
    });
    const isUnknown = (one: { side: string; currency: string | null }) =>
      one.side === 'payable' && one.currency === null;
    expect((await invoicesDue(db)).filter(isUnknown)).toMatchObject([{ overdue: 2, overdueBalance: null }]);
    expect((await ageingTotals(db, { kind: 'carrier_bill', today: '2026-03-20' })).filter(isUnknown)).toEqual([
      { side: 'payable', currency: null, ageing: '1-30', count: 2, amount: null },
    ]);
  });

  it('are distinguished in the list, and can be filtered', async () => {
    const listed = async (side?: 'payable' | 'receivable') =>
      (await readList(db, INVOICES, { currency: 'SEK', side, sort: 'number', limit: 9 })).data.map((row) => [
        row.number,
        row.side,
      ]);
    expect(await listed()).toEqual([
      ['carrier', 'payable'],
      ['customer', 'receivable'],
      ['freight', 'payable'],
      ['goods', null],
      ['vendor', 'payable'],
    ]);
    expect(await listed('receivable')).toEqual([['customer', 'receivable']]);
    expect((await listed('payable')).map(([number]) => number)).toEqual(['carrier', 'freight', 'vendor']);
  });
});
