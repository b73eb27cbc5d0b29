import { hash } from 'node:crypto';
import type { Sql } from '../client.ts';
import { notHeld } from './archivable.ts';
import { initialSyncOfBody } from './initial-sync.ts';
import type { ListedFile } from './list-files.ts';
import { expectUnchanged, type Placed, readDeliveries, withFile } from './read-file.ts';
import type { ArchiveStore, OpenFile } from './store.ts';

/** Rows and bytes of bodies of one transaction, and the time after which it is given up. */
const ROWS = 500;
const BYTES = 8 * 1024 * 1024;
const TIMEOUT = '5s';

/** Headers with more characters than this go to the archive with the body; smaller ones cost no more than a row without them. */
const LARGE_HEADERS = 512;

/**
 * Removes the bodies that are in a file from the database, in small transactions, after the file was read back and is what was written.
 * The database compares the SHA-256 of each body with that of the bytes that were read, so none goes that is not in the file. A body whose
 * shipment got a hold meanwhile stays. Does nothing for bodies that are gone already, so it may be interrupted and repeated.
 * Throws `ArchiveFault`, and removes nothing more, if the file is missing or damaged.
 */
export async function emptyFile(
  sql: Sql,
  store: ArchiveStore,
  of: ListedFile,
  { signal, onBatch, rows = ROWS }: EmptyOptions,
): Promise<void> {
  await expectUnchanged(store, of, signal);
  const removeAll = async (opened: OpenFile) => {
    let batch: Place[] = [];
    let bytes = 0;
    for await (const placed of readDeliveries(opened, of)) {
      batch.push(placeOf(placed));
      bytes += placed.delivery.body.byteLength;
      if (batch.length < rows && bytes < BYTES) continue;
      await removeBodies(sql, of.number, batch);
      await onBatch?.();
      batch = [];
      bytes = 0;
      if (signal?.aborted) return;
    }
    await removeBodies(sql, of.number, batch);
    await onBatch?.();
    await sql`update archive_files set emptied_at = now() where number = ${of.number}`;
  };
  await withFile(store, of.file, removeAll, signal);
}

/** `onBatch` is called and awaited after each transaction, which removes the bodies of `rows` deliveries. */
export type EmptyOptions = {
  signal?: AbortSignal | undefined;
  onBatch?: (() => unknown) | undefined;
  rows?: number | undefined;
};

type Place = { id: string; frame: number; at: number; sha256: string };

const placeOf = ({ frame, at, delivery: { id, body } }: Placed): Place => ({
  id,
  frame,
  at,
  sha256: hash('sha256', body),
});

async function removeBodies(sql: Sql, number: number, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return;
  await sql.begin(async (tx) => {
    await tx`select set_config('statement_timeout', ${TIMEOUT}, true), set_config('lock_timeout', ${TIMEOUT}, true)`;
    await tx`
      update deliveries d set body = null, body_sha256 = decode(given.sha256, 'hex'), archive = ${number}::int,
        archive_frame = given.frame, archive_at = given.at, initial_sync = ${initialSyncOfBody(tx)},
        headers = case when length(d.headers::text) > ${LARGE_HEADERS}::int then '{}' else d.headers end
      from json_to_recordset(${JSON.stringify(places)}::text::json) as given(id uuid, frame int, at int, sha256 text)
      where d.id = given.id and d.body is not null and sha256(d.body) = decode(given.sha256, 'hex') and ${notHeld(tx)}`;
  });
}
