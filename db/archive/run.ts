import { audit } from '../audit.ts';
import type { Sql } from '../client.ts';
import { type After, countArchivable, monthAfter, nextArchivable } from './archivable.ts';
import { ArchiveFault, StoreAway } from './archive-fault.ts';
import { emptyFile } from './empty-file.ts';
import { filesToEmpty, type ListedFile, lastFile } from './list-files.ts';
import { type Entry, readEntry, writeEntry } from './manifest.ts';
import { expectUnchanged, readDeliveries, withFile } from './read-file.ts';
import type { ArchiveStore, OpenFile } from './store.ts';
import { beginFile, type WrittenFile } from './write-file.ts';

export type ArchiveOptions = {
  store: ArchiveStore;
  /** The first instant that stays in the database: the beginning of a month, UTC. */
  before: Date;
  /** Who archives, for the audit log. */
  by: string;
  /** Ends after the current batch, or in a request to an object store; the next run continues. */
  signal?: AbortSignal;
  /** Bytes of a file after which the next one begins, else what the store has, and of a frame before compression. */
  fileBytes?: number;
  frameBytes?: number;
  /** Bodies that one transaction removes from the database. */
  emptyRows?: number;
  /** Called and awaited between the steps of a file. */
  onStep?: (step: 'written' | 'listed' | 'emptying', file: string) => unknown;
};

/** What a run wrote. */
export type Archived = { files: ListedFile[] };

/** The name of the lock that a run holds, so that there is one at a time. */
const LOCK = 'archive';

/**
 * Moves the bodies of whole months before an instant into files, and removes them from the database once they are durable there. First
 * finishes what an interrupted run left. Any number of processes may call it: one archives, the others get null.
 * Throws `ArchiveFault` if a file that was just written, or that an interrupted run left, is not as it was written.
 */
export async function runArchive(sql: Sql, options: ArchiveOptions): Promise<Archived | null> {
  const lock = await sql.reserve();
  try {
    const [held] = await lock<{ mine: boolean }[]>`select pg_try_advisory_lock(hashtext(${LOCK})) as mine`;
    if (!held?.mine) return null;
    try {
      return await archive(sql, options);
    } catch (thrown) {
      if (!(thrown instanceof StoreAway && options.signal?.aborted)) throw thrown;
      return { files: [] };
    } finally {
      await lock`select pg_advisory_unlock(hashtext(${LOCK}))`;
    }
  } finally {
    lock.release();
  }
}

async function archive(sql: Sql, options: ArchiveOptions): Promise<Archived> {
  const last = await lastFile(sql);
  if (last) await expectStoreOf(options, last);
  else await options.store.prepare(options.signal);
  await options.store.removePartials();
  for (const file of await filesToEmpty(sql)) await empty(sql, options, file);
  const files: ListedFile[] = [];
  for (const month of await monthsBefore(sql, options.before)) {
    let after: After | null = null;
    while (!options.signal?.aborted) {
      const part = await writePart(sql, options, month, after);
      if (!part) break;
      files.push(part.file);
      after = part.last;
    }
  }
  return { files };
}

/**
 * Throws `ArchiveFault` unless the store has the last file of the list: otherwise it is another one, such as the folder of a disk that is
 * not mounted, and what would be written there may be gone with the next restart.
 */
async function expectStoreOf(
  { store, signal }: Pick<ArchiveOptions, 'store' | 'signal'>,
  last: ListedFile,
): Promise<void> {
  const { sha256 } = await readEntry(store, last.file, signal);
  if (sha256 !== last.entrySha256) throw new ArchiveFault(`The manifest entry of ${last.file} was changed`);
}

/** The months from that of the oldest body on, before an instant. */
export async function monthsBefore(sql: Sql, before: Date): Promise<string[]> {
  const [row] = await sql<{ oldest: Date | null }[]>`
    select min(received_at) as oldest from deliveries where body is not null`;
  const months: string[] = [];
  if (!row?.oldest) return months;
  for (let at = row.oldest; monthAfter(at) <= before; at = monthAfter(at)) months.push(at.toISOString().slice(0, 7));
  return months;
}

/** What a run would archive, by month; months without anything are left out. */
export async function previewArchive(sql: Sql, before: Date) {
  const found = [];
  for (const month of await monthsBefore(sql, before)) found.push({ month, ...(await countArchivable(sql, month)) });
  return found.filter(({ deliveries }) => deliveries > 0);
}

async function writePart(sql: Sql, options: ArchiveOptions, month: string, after: After | null) {
  let next = await nextArchivable(sql, month, after);
  if (next.length === 0) return null;
  const number = ((await lastFile(sql))?.number ?? 0) + 1;
  const writer = await beginFile(options.store, options.frameBytes, options.signal);
  let last = after;
  let written: WrittenFile;
  try {
    for (; next.length > 0; next = await nextArchivable(sql, month, last)) {
      for (const delivery of next) await writer.add(delivery);
      last = next.at(-1) ?? last;
      if (options.signal?.aborted) return null;
      if (writer.fileBytes >= (options.fileBytes ?? options.store.fileBytes)) break;
    }
    written = await writer.finish((sha256) => fileName(month, number, sha256));
  } finally {
    await writer.close();
  }
  const file = await list(sql, options, { number, month, ...written });
  await empty(sql, options, file);
  return { file, last };
}

/** The content is part of the name, so that no file replaces one that another backup of the database needs. */
const fileName = (month: string, number: number, sha256: string) =>
  `${month}-${String(number).padStart(5, '0')}-${sha256.slice(0, 12)}.ndjson.gz`;

/** Adds a written file to the manifest and to the list in the database, after every line of it was read back. */
async function list(sql: Sql, options: ArchiveOptions, written: WrittenFile & { number: number; month: string }) {
  const { store, by, signal, onStep } = options;
  await onStep?.('written', written.file);
  const previous = (await lastFile(sql))?.entrySha256 ?? null;
  const entry: Entry = { format: 1, ...written, previous };
  const entrySha256 = await writeEntry(store, entry, signal);
  await expectUnchanged(store, entry, signal);
  const countLines = async (opened: OpenFile) => {
    let count = 0;
    for await (const _ of readDeliveries(opened, entry)) count += 1;
    return count;
  };
  const lines = await withFile(store, entry.file, countLines, signal);
  if (lines !== entry.deliveries) throw new ArchiveFault(`The archive file ${entry.file} lacks lines`);
  await sql.begin(async (tx) => {
    await tx`
      insert into archive_files (number, file, month, deliveries, file_bytes, body_bytes, frames, sha256, entry_sha256, written_at)
      values (${entry.number}, ${entry.file}, ${entry.month}, ${entry.deliveries}, ${entry.fileBytes}, ${entry.bodyBytes},
        ${JSON.stringify(entry.frames)}::text::json, ${entry.sha256}, ${entrySha256}, now())`;
    await audit(tx, by, 'archive-written', `${entry.file}: ${entry.deliveries} deliveries`);
  });
  await onStep?.('listed', entry.file);
  return { ...entry, entrySha256, isEmptied: false };
}

function empty(sql: Sql, { store, signal, onStep, emptyRows }: ArchiveOptions, file: ListedFile): Promise<void> {
  return emptyFile(sql, store, file, { signal, rows: emptyRows, onBatch: () => onStep?.('emptying', file.file) });
}
