import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { Misconfigured } from '#lib/errors.ts';
import { openSql, type Transaction } from '../client.ts';
import { fingerprint, lastMigration } from './fingerprint.ts';
import { hashed } from './hashed.ts';
import { joined } from './joined.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { columnList, listSequences, listTables, quoted, type Table } from './tables.ts';

type Stored = Manifest['tables'][number];

/**
 * Writes everything that is committed at this moment into a new folder: a file for each table (the text format of `COPY`, compressed
 * by zstd) and a manifest. Fairlead may run meanwhile. The folder exists once it is complete. `onTable` is called before each table.
 *
 * Throws `Misconfigured` if the folder exists.
 */
export async function writeBackup(
  url: string,
  folder: string,
  onTable: (table: Table) => void = () => {},
): Promise<Manifest> {
  if (existsSync(folder)) throw new Misconfigured([`${folder} exists; a backup is written into a new folder`]);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  // It holds everything that the database does, password digests too.
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const sql = openSql(url, { max: 1 });
  try {
    const manifest = await sql.begin('isolation level repeatable read read only', (tx) => write(tx, partial, onTable));
    writeManifest(partial, manifest);
    renameSync(partial, folder);
    return manifest;
  } catch (thrown) {
    rmSync(partial, { recursive: true, force: true });
    throw thrown;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function write(tx: Transaction, folder: string, onTable: (table: Table) => void): Promise<Manifest> {
  const takenAt = new Date().toISOString();
  const migration = await lastMigration(tx);
  const tables: Stored[] = [];
  for (const table of await listTables(tx)) {
    onTable(table);
    const file = `${table.schema}.${table.name}.copy.zst`;
    const sha256 = await copyOut(tx, table, join(folder, file));
    tables.push({ ...table, file, sha256, ...(await fingerprint(tx, table)) });
  }
  return { format: 1, takenAt, migration, tables, sequences: await listSequences(tx) };
}

/** Writes one table into a file. Returns the SHA-256 of the file. */
async function copyOut(tx: Transaction, table: Table, file: string): Promise<string> {
  const rows = await tx.unsafe(`copy ${quoted(table)} (${columnList(table)}) to stdout`).readable();
  const { stage, sha256 } = hashed();
  await pipeline(rows, joined(), createZstdCompress(), stage, createWriteStream(file, { mode: 0o600 }));
  return sha256();
}
