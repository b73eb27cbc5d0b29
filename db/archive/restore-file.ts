import { basename } from 'node:path';
import { Misconfigured } from '#lib/errors.ts';
import { audit } from '../audit.ts';
import type { Sql } from '../client.ts';
import type { ArchivedDelivery } from './line.ts';
import { listFiles } from './list-files.ts';
import { expectUnchanged, readDeliveries, withFile } from './read-file.ts';
import type { ArchiveStore } from './store.ts';

const ROWS = 200;
const BYTES = 4 * 1024 * 1024;

/** What became of the deliveries of a file: each is counted once. */
export type RestoredFile = {
  file: string;
  deliveries: number;
  /** Bodies that were put back. */
  restored: number;
  /** Bodies that the database had already, byte for byte. */
  present: number;
  /** The ids of those for which the database has other bytes, or knows of other bytes; it keeps them. */
  differing: string[];
  /** The ids of those of which the database has no row. */
  unknown: string[];
};

/**
 * Puts the bodies of an archive file back into the database, in small transactions; may be repeated. The file stays, and its place in the
 * manifest. Throws `Misconfigured` if this database has no such file in its list, and `ArchiveFault` if the file was changed.
 */
export async function restoreFile(sql: Sql, store: ArchiveStore, path: string, by: string): Promise<RestoredFile> {
  const listed = (await listFiles(sql)).find(({ file }) => file === basename(path));
  if (!listed) throw new Misconfigured([`${basename(path)} is not in the archive of this database`]);
  await expectUnchanged(store, listed);
  const { file, deliveries } = listed;
  const result: RestoredFile = { file, deliveries, restored: 0, present: 0, differing: [], unknown: [] };
  await withFile(store, file, async (opened) => {
    let batch: ArchivedDelivery[] = [];
    let bytes = 0;
    for await (const { delivery } of readDeliveries(opened, listed)) {
      batch.push(delivery);
      bytes += delivery.body.byteLength;
      if (batch.length < ROWS && bytes < BYTES) continue;
      await putBack(sql, batch, result);
      batch = [];
      bytes = 0;
    }
    await putBack(sql, batch, result);
  });
  const { restored, present, differing, unknown } = result;
  const counts = `${restored} put back, ${present} present, ${differing.length} differ, ${unknown.length} unknown`;
  await sql.begin((tx) => audit(tx, by, 'archive-restored', `${file}: ${counts}`));
  return result;
}

/** The database takes only bytes with the SHA-256 that it kept, also if a later file has them too. */
async function putBack(sql: Sql, deliveries: readonly ArchivedDelivery[], result: RestoredFile): Promise<void> {
  if (deliveries.length === 0) return;
  const given = deliveries.map(({ id, headers, body }) => ({
    id,
    headers,
    body: Buffer.from(body).toString('base64'),
  }));
  // All parts of the statement see the rows as they were before.
  const rows = await sql<{ id: string; became: 'restored' | 'present' | 'differing' | 'unknown' }[]>`
    with given as materialized (
      select id, headers, decode(body, 'base64') as body
      from json_to_recordset(${JSON.stringify(given)}::text::json) as given(id uuid, headers text, body text)
    ), restored as (
      update deliveries d set body = given.body, headers = given.headers::json,
        body_sha256 = null, archive = null, archive_frame = null, archive_at = null
      from given where d.id = given.id and d.body is null and sha256(given.body) = d.body_sha256
      returning d.id
    )
    select given.id, case when restored.id is not null then 'restored' when d.id is null then 'unknown'
      when d.body = given.body then 'present' else 'differing' end as became
    from given left join restored on restored.id = given.id left join deliveries d on d.id = given.id`;
  for (const { id, became } of rows) {
    if (became === 'restored' || became === 'present') result[became] += 1;
    else result[became].push(id);
  }
}
