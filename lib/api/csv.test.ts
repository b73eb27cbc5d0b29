import { expect, it } from 'vitest';
import { z } from 'zod';
import { moneySchema } from '#lib/model/schema.ts';
import { columnsOf, csvLine } from './csv.ts';

it('quotes cells as required by RFC 4180', () => {
  expect(csvLine(['plain', 'a,b', 'say "hi"', 'two\r\nlines', null, undefined, 7, false])).toBe(
    'plain,"a,b","say ""hi""","two\r\nlines",,,7,false\r\n',
  );
});

it('formats places, times and lists for readers', () => {
  const place = { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: null };
  const day = { at: '2026-03-12T00:00:00.000Z', text: '2026-03-12', offset: null, precision: 'day' };
  const time = {
    at: '2026-03-12T06:30:00.000Z',
    text: '2026-03-12T14:30:00+08:00',
    offset: '+08:00',
    precision: 'time',
  };
  const references = [
    { type: 'house_bill', value: 'HB1' },
    { type: 'purchase_order', value: 'PO-1' },
  ];
  expect(csvLine([place, day, time, references])).toBe(
    'CNSHA Shanghai,2026-03-12,2026-03-12T14:30:00+08:00,HB1; PO-1\r\n',
  );
});

it('has separate columns for an amount and its currency', () => {
  const row = z.object({ id: z.string(), total: moneySchema.nullable() });
  const columns = columnsOf(row);
  expect(columns.map(({ heading }) => heading)).toEqual(['id', 'total.amount', 'total.currency']);
  const cells = (one: Record<string, unknown>) => columns.map(({ read }) => read(one));
  expect(cells({ id: 'a', total: { amount: '1.50', currency: 'EUR' } })).toEqual(['a', '1.50', 'EUR']);
  expect(cells({ id: 'a', total: null })).toEqual(['a', undefined, undefined]);
  expect(columnsOf(row, ['total'])).toHaveLength(2);
});
