import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ownDatabase } from '#tests/support/database.ts';
import { openSql } from './client.ts';
import { type GivenColumn, givenRows } from './given-rows.ts';

const sql = openSql(await ownDatabase(), { max: 1 });
afterAll(() => sql.end());

async function read(columns: readonly GivenColumn[], rows: Iterable<object>): Promise<object[]> {
  const { table, parameters } = givenRows(columns, rows);
  return [...(await sql.unsafe<object[]>(`select * from ${table}`, parameters, { prepare: true }))];
}

/** Text that PostgreSQL stores as it is: without NUL and halves of characters. */
const text = fc.string({ unit: 'binary' }).filter((one) => one.isWellFormed() && !one.includes('\0'));

describe('given rows', () => {
  it('arrive with their values and types, in their order', async () => {
    const columns = [
      { property: 'id', type: 'uuid' },
      { property: 'count', type: 'bigint' },
      { property: 'total', type: 'numeric' },
      { property: 'open', type: 'boolean' },
      { property: 'at', type: 'timestamp (3) with time zone' },
      { property: 'codes', type: 'text[]' },
      { property: 'place', type: 'json' },
    ];
    const id = '0027d862-3ac9-8363-a694-5a45df7691cb';
    const at = new Date('2026-03-12T14:30:00.123Z');
    const full = {
      id,
      count: 7,
      total: '12.50',
      open: false,
      at,
      codes: ['null', 'a,"b"\\', ''],
      place: { name: 'Genève' },
    };
    const none = { id: null, count: null, total: null, open: null, at: null, codes: null, place: null };
    expect(await read(columns, [full, { at: at.toISOString(), other: 1 }, none])).toEqual([
      { ...full, count: '7' },
      { ...none, at },
      none,
    ]);
  });

  it('are none without rows', async () => {
    expect(await read([{ property: 'id', type: 'uuid' }], [])).toEqual([]);
  });

  it('hold any text, also in arrays and in JSON, whose text remains a string', async () => {
    const columns = [
      { property: 'plain', type: 'text' },
      { property: 'list', type: 'text[]' },
      { property: 'json', type: 'json' },
    ];
    const row = fc.record({
      plain: fc.option(text),
      list: fc.option(fc.array(text)),
      json: fc.option(fc.oneof(text, fc.dictionary(text, text))),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row), async (rows) => {
        expect(JSON.stringify(await read(columns, rows))).toBe(JSON.stringify(rows));
      }),
      { numRuns: 50 },
    );
  });
});
