import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { departure } from '#tests/support/signed.ts';
import { buildIndexes, LARGE_INDEXES } from './build-indexes.ts';
import * as schema from './schema/index.ts';

const MIGRATIONS = join(import.meta.dirname, 'migrations');
const NAME = 'deliveries_stored_idx';

describe('an index of a large table', async () => {
  const url = await ownDatabase();
  const inbox = await ownInbox(url);
  const { sql } = inbox;
  const definition = async () =>
    (
      await sql<{ isValid: boolean; text: string }[]>`
        select indisvalid as "isValid", pg_get_indexdef(indexrelid) as text from pg_index where indexrelid = to_regclass(${NAME})`
    )[0];
  const building = async () =>
    (
      await sql<
        { pid: number; ms: number }[]
      >`select pid, extract(epoch from clock_timestamp() - query_start)::float * 1000 as ms from pg_stat_activity where query ~ '^(create|drop) index concurrently' and datname = current_database()`
    )[0];
  const database = new URL(url).pathname.slice(1);
  const statusOf = async (id: string) => (await inbox.deliver('flexport', departure(id))).status;

  it('is in every migrated database, as all others of the schema', async () => {
    const wanted = Object.values(schema).flatMap((table) =>
      getTableConfig(table as PgTable).indexes.map(({ config }) => config.name),
    );
    const rows = await sql<{ name: string }[]>`
      select relname as name from pg_index join pg_class on pg_class.oid = indexrelid where indisvalid`;
    const known = new Set(rows.map(({ name }) => name));
    expect(wanted).toEqual(expect.arrayContaining(Object.keys(LARGE_INDEXES)));
    expect(wanted.filter((name) => !known.has(String(name)))).toEqual([]);
  });

  it('is built by one of several processes while webhooks are stored, also after it was interrupted', async () => {
    const before = await definition();
    await sql.unsafe(`drop index ${NAME}`);
    // A transaction that wrote to the table: a build has to wait for it, and what is not concurrent makes webhooks wait too.
    const writer = await sql.reserve();
    await writer`begin`;
    await writer`update deliveries set error = null`;
    try {
      const stopping = new AbortController();
      const interrupted = expect(buildIndexes(url, stopping.signal)).rejects.toThrow();
      const at = await eventually(building, (found) => found !== undefined);
      expect(await statusOf('during')).toBe(200);
      await sql`select pg_terminate_backend(${at?.pid ?? 0})`;
      stopping.abort();
      await interrupted;
      expect(await definition()).toMatchObject({ isValid: false });

      // Databases limit how long a statement may take, and a build takes longer.
      await sql.unsafe(`alter role current_user in database "${database}" set statement_timeout = '500ms'`);
      const all = Promise.all([buildIndexes(url), buildIndexes(url)]);
      await eventually(building, (found) => (found?.ms ?? 0) > 600);
      expect(await statusOf('again')).toBe(200);
      await writer`rollback`;
      await all;
    } finally {
      await writer`rollback`;
      writer.release();
    }
    expect(await definition()).toEqual(before);
    expect(before).toMatchObject({ isValid: true });
  });
});

it('no migration builds an index of a table that is written all the time in its transaction', () => {
  const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as {
    entries: { idx: number; tag: string }[];
  };
  const recent = journal.entries.filter(({ idx }) => idx >= 49).map(({ tag }) => tag);
  expect(recent.length).toBeGreaterThan(1);
  const builds = recent.filter((tag) =>
    /create (?:unique )?index [^;]* on "?(?:deliveries|events|effects|entity_events)\b/i.test(
      readFileSync(join(MIGRATIONS, `${tag}.sql`), 'utf8'),
    ),
  );
  expect(builds).toEqual([]);
});
