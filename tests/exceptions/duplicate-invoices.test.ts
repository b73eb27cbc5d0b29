import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { noteDuplicateInvoices } from '#lib/exceptions/duplicate-invoices.ts';
import type { Change } from '#lib/model/change.ts';
import type { InvoiceFields } from '#lib/model/record.ts';
import { parseMoment } from '#lib/model/time.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { permutations } from '#tests/support/permutations.ts';

let sql: Sql;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sql = openSql(await ownDatabase(), { max: 3 });
});
afterAll(async () => {
  vi.useRealTimers();
  await sql.end();
});

let run = 0;
beforeEach(async () => {
  await sql`truncate exception_acts, exception_cases, exception_conditions, invoices, facts, effects, changed_invoices`;
  vi.setSystemTime(new Date('2026-04-01T09:00:00Z'));
  run += 1;
});

const TOTAL = { amount: '1200.50', currency: 'USD' };

function invoice(id: string, fields: Partial<InvoiceFields> = {}): Change {
  const issuedAt = parseMoment(`2026-03-0${id}`);
  return {
    ...{ kind: 'record', recordType: 'invoice', record: `${run}-${id}` },
    fields: {
      kind: 'vendor_bill',
      number: 'INV-77',
      issuer: 'Harbour Haulage',
      total: TOTAL,
      ...fields,
      ...(issuedAt && { issuedAt }),
    },
  };
}
const step = (id: string, code: 'VOIDED' | 'REMOVED'): Change => ({
  ...{ kind: 'step', recordType: 'invoice', record: `${run}-${id}`, code },
  moment: { at: '2026-04-01T00:00:00.000Z', text: '2026-04-01', offset: null, precision: 'day' },
});

let second = 0;
async function report(...changes: Change[]): Promise<void> {
  second += 1;
  await applyBatch(sql, reportedEvent(new Date(Date.now() - 3_600_000 + second * 1_000).toISOString(), ...changes));
}

/** The open exceptions of duplicates, as the ids of the later invoice and of the earlier one. */
async function open(): Promise<string[]> {
  await noteDuplicateInvoices(sql, async () => {});
  const rows = await sql<{ pair: string }[]>`
    select later.external_id || ' is ' || earlier.external_id as pair from exception_cases as cases
    join invoices as later on later.id = entity_id join invoices as earlier on earlier.id::text = part
    where type = 'invoice.duplicate' and closed_at is null order by pair`;
  return rows.map(({ pair }) => pair.replaceAll(`${run}-`, ''));
}

describe('an invoice that is there twice', () => {
  it.each([...permutations(['1', '2', '3'])].map((ids) => [ids.join(' '), ids] as const))(
    'is an exception of those issued later, in the order %s',
    async (_, ids) => {
      for (const id of ids) {
        await report(invoice(id, id === '2' ? { number: 'inv 77' } : {}));
        await open();
      }
      expect(await open()).toEqual(['2 is 1', '3 is 1']);
    },
  );

  it('names both, its amount and what is due', async () => {
    await report(invoice('1'), invoice('2', { dueOn: '2026-04-20', number: 'inv 77' }));
    await open();
    const [row] =
      await sql`select deadline, details, shipment_id as shipment from exception_cases where closed_at is null`;
    expect(row).toMatchObject({
      deadline: new Date('2026-04-21T00:00:00Z'),
      details: {
        invoices: [
          { number: 'inv 77', issuedOn: '2026-03-02' },
          { number: 'INV-77', issuedOn: '2026-03-01' },
        ],
        amount: TOTAL,
      },
    });
  });

  it.each([
    ['the first is void', () => step('1', 'VOIDED')],
    ['the second is void', () => step('2', 'VOIDED')],
    ['the first is deleted at its source', () => step('1', 'REMOVED')],
    ['the second is deleted at its source', () => step('2', 'REMOVED')],
    ['its number is corrected', () => invoice('1', { number: 'INV-78' })],
    ['its amount is corrected', () => invoice('2', { total: { amount: '1200.51', currency: 'USD' } })],
  ])('is none any more when %s', async (_, given) => {
    await report(invoice('1'), invoice('2'));
    expect(await open()).toEqual(['2 is 1']);
    await report(given());
    expect(await open()).toEqual([]);
  });

  it.each<[string, Partial<InvoiceFields>]>([
    ['vendor', { issuer: 'Another Haulier' }],
    ['amount', { total: { amount: '1200.5', currency: 'EUR' } }],
    ['number', { number: 'INV-770' }],
  ])('is not one with another %s', async (_, fields) => {
    await report(invoice('1'), invoice('2', fields));
    expect(await open()).toEqual([]);
  });

  it('is compared by value: 1200.5 is 1200.50, and capitals of the vendor do not count', async () => {
    await report(
      invoice('1'),
      invoice('2', { total: { amount: '1200.5', currency: 'USD' }, issuer: 'HARBOUR haulage' }),
    );
    expect(await open()).toEqual(['2 is 1']);
  });

  it('is found also when two transactions store one each at the same time', async () => {
    await Promise.all([report(invoice('1')), report(invoice('2'))]);
    expect(await open()).toEqual(['2 is 1']);
  });

  it('stays as it is, with its note, when one of the two is reported again', async () => {
    await report(invoice('1'), invoice('2'));
    await open();
    await report(invoice('2', { notes: 'Again' }));
    expect(await open()).toEqual(['2 is 1']);
    expect(await sql`select generation from exception_cases`).toEqual([{ generation: 1 }]);
  });
});
