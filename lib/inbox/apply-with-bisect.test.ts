import { afterAll, describe, expect, it } from 'vitest';
import { openSql, type Transaction } from '#db/client.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyWithBisect } from './apply-with-bisect.ts';

describe('a batch of items, some of which fail', async () => {
  const sql = openSql(await ownDatabase(), { max: 2 });
  await sql`create table written (item int primary key check (item <> 13))`;
  afterAll(() => sql.end());
  const write = async (tx: Transaction, items: readonly number[]) => {
    await tx`insert into written ${tx(items.map((item) => ({ item })))}`;
    return items.length;
  };
  const written = async () => (await sql`select item from written order by item`).map(({ item }) => item);

  it('applies each good item once and rolls back the others, in one transaction', async () => {
    const items = [10, 11, 12, 13, 14, 15, 10];
    const { results, failures } = await sql.begin((tx) => applyWithBisect(tx, items, write));
    expect(results.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(failures.map(({ item }) => item)).toEqual([13, 10]);
    expect(await written()).toEqual([10, 11, 12, 14, 15]);
  });

  it('isolates an item whose statement times out', async () => {
    const slow = async (tx: Transaction, items: readonly number[]) => {
      await tx`set local statement_timeout = '50ms'`;
      if (items.includes(21)) await tx`select pg_sleep(5)`;
      return write(tx, items);
    };
    const { failures } = await sql.begin((tx) => applyWithBisect(tx, [20, 21, 22], slow));
    expect(failures).toMatchObject([{ item: 21, thrown: { code: '57014' } }]);
    expect(await written()).toEqual(expect.arrayContaining([20, 22]));
  });

  it('isolates no item when the database is unavailable', async () => {
    const end = async (tx: Transaction) => {
      const [own] = await tx`select pg_backend_pid() as pid`;
      await sql`select pg_terminate_backend(${own?.pid})`;
      await tx`select 1`;
    };
    await expect(sql.begin((tx) => applyWithBisect(tx, [30, 31], end))).rejects.toThrow();
    expect(await written()).not.toContain(30);
  });

  it('does not start without items', async () => {
    const never = () => Promise.reject(new Error('called'));
    expect(await sql.begin((tx) => applyWithBisect(tx, [], never))).toEqual({ results: [], failures: [] });
  });
});
