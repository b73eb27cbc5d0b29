import type { z } from 'zod';
import { type Database, openDatabase, openSql } from '#db/client.ts';
import { type DeclaredList, readList } from '#db/queries/declared-list.ts';

/** Reads the data of the screens at the world's time. */
export type ScreenReader = {
  db: Database;
  /** The world's clock, epoch milliseconds. */
  now: number;
  setClock(at: number): Promise<void>;
  close(): Promise<void>;
};

/** Opens a database as the pages do, except that `now()` in queries is the world's time: a schema hides PostgreSQL's. */
export async function openScreenReader(databaseUrl: string): Promise<ScreenReader> {
  const owner = openSql(databaseUrl, { max: 1 });
  await owner.unsafe(`create schema world_clock;
    create table world_clock.clock as select pg_catalog.now() as at;
    create function world_clock.now() returns timestamptz language sql stable return (select at from world_clock.clock)`);
  const url = new URL(databaseUrl);
  url.searchParams.set('search_path', 'world_clock,public,pg_catalog');
  const db = openDatabase(url.href, { max: 4 });
  const reader: ScreenReader = {
    db,
    now: 0,
    async setClock(at) {
      reader.now = at;
      await owner`update world_clock.clock set at = ${new Date(at).toISOString()}`;
    },
    async close() {
      await Promise.all([owner.end(), db.$client.end()]);
    },
  };
  return reader;
}

const ALL = 1_000_000;

/** Every row of a list under a filter. */
export async function readAll<Row extends { id: string | number }, Item, Filter extends z.ZodObject>(
  db: Database,
  list: DeclaredList<Row, Item, Filter>,
  filter: Partial<z.output<Filter>> = {},
): Promise<Item[]> {
  const { data } = await readList(db, list, { ...(filter as z.output<Filter>), limit: ALL });
  return data;
}

/** Processes a list, four items at a time. */
export async function inBatches<One, Result>(list: readonly One[], work: (one: One) => Promise<Result[]>) {
  const results: Result[] = [];
  for (let at = 0; at < list.length; at += 4)
    results.push(...(await Promise.all(list.slice(at, at + 4).map(work))).flat());
  return results;
}
