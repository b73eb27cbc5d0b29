import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { joined } from './joined.ts';

const chunksOf = async (given: readonly Buffer[]): Promise<Buffer[]> =>
  Readable.from(given).pipe(joined()).toArray() as Promise<Buffer[]>;

it('joins rows into large chunks, and keeps every byte in its order', async () => {
  const rows = Array.from({ length: 50_000 }, (_, at) => Buffer.from(`${at}\trow\n`));
  const chunks = await chunksOf(rows);
  expect(Buffer.concat(chunks).equals(Buffer.concat(rows))).toBe(true);
  expect(chunks.length).toBeLessThan(5);
});

it('passes on nothing of nothing', async () => {
  expect(await chunksOf([])).toEqual([]);
});
