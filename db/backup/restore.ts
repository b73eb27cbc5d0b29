import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { Misconfigured } from '#lib/errors.ts';
import { openSql, type Sql, type Transaction } from '../client.ts';
import { fingerprint, lastMigration } from './fingerprint.ts';
import { hashed } from './hashed.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { columnList, listTables, quoted } from './tables.ts';

type Stored = Manifest['tables'][number];

/** An index that is made again after the rows are there, which is faster. */
type Index = { name: string; definition: string };

/**
 * Loads a backup into a database that was migrated and holds no data, in one transaction, and compares every table with the backup.
 * `onTable` is called before each table.
 *
 * Throws `Misconfigured`, and changes nothing, if the database has data, is of another version, or if a file is damaged.
 */
export async function restoreBackup(
  url: string,
  folder: string,
  onTable: (table: Stored) => void = () => {},
): Promise<Manifest> {
  const manifest = readManifest(folder);
  const sql = openSql(url, { max: 1 });
  try {
    await expectEmpty(sql);
    await sql.begin((tx) => restore(tx, folder, manifest, onTable));
    await sql`analyze`;
    return manifest;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function expectEmpty(sql: Sql): Promise<void> {
  const [found] = await sql<{ used: boolean }[]>`
    select exists (select from deliveries) or exists (select from users) as used`;
  if (found?.used) throw new Misconfigured(['The database has data; a backup is restored into an empty one']);
}

async function restore(
  tx: Transaction,
  folder: string,
  manifest: Manifest,
  onTable: (table: Stored) => void,
): Promise<void> {
  await expectSameVersion(tx, manifest);
  await tx.unsafe(`truncate ${manifest.tables.map(quoted).join(', ')}`);
  const indexes = await dropIndexes(tx);
  for (const table of manifest.tables) {
    onTable(table);
    await copyIn(tx, table, folder);
  }
  for (const { definition } of indexes) await tx.unsafe(definition);
  for (const { schema, name, last, called } of manifest.sequences)
    await tx`select setval(${`"${schema}"."${name}"`}::regclass, ${last}::bigint, ${called})`;
}

async function expectSameVersion(tx: Transaction, manifest: Manifest): Promise<void> {
  const shapeOf = (tables: readonly { schema: string; name: string; columns: string[] }[]) =>
    JSON.stringify(tables.map(({ schema, name, columns }) => [schema, name, columns]));
  if (manifest.migration === (await lastMigration(tx)) && shapeOf(manifest.tables) === shapeOf(await listTables(tx)))
    return;
  throw new Misconfigured([
    'The backup was taken by another version of Fairlead: restore it with that version, then start the new one, which migrates it',
  ]);
}

/** Drops the indexes that no constraint needs. */
async function dropIndexes(tx: Transaction): Promise<Index[]> {
  const indexes = await tx<Index[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = indexrelid)`;
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
  return indexes;
}

async function copyIn(tx: Transaction, table: Stored, folder: string): Promise<void> {
  const rows = await tx.unsafe(`copy ${quoted(table)} (${columnList(table)}) from stdin`).writable();
  const { stage, sha256 } = hashed();
  const damaged = new Misconfigured([`${table.file} is damaged: restored nothing`]);
  try {
    await pipeline(createReadStream(join(folder, table.file)), stage, createZstdDecompress(), rows);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('ZSTD')) throw damaged;
    throw thrown;
  }
  const found = await fingerprint(tx, table);
  if (sha256() !== table.sha256 || found.rows !== table.rows || found.fingerprint !== table.fingerprint) throw damaged;
}
