import { basename } from 'node:path';
import { Misconfigured } from '#lib/errors.ts';
import { audit } from '../audit.ts';
import type { Sql } from '../client.ts';
import type { ArchivedDelivery } from './line.ts';
import { listFiles } from './list-files.ts';
import { expectUnchanged, readDeliveries, withFile } from './read-file.ts';

const ROWS = 200;
const BYTES = 4 * 1024 * 1024;

/** A file whose bodies were put back: how many are in it, and how many of them the database did not have. */
export type RestoredFile = { file: string; deliveries: number; restored: number };

/**
 * Puts the bodies of an archive file back into the database, in small transactions; may be repeated. The file stays, and its place in the
 * manifest. Throws `Misconfigured` if this database has no such file in its list, and `ArchiveFault` if the file was changed.
 */
export async function restoreFile(sql: Sql, folder: string, path: string, by: string): Promise<RestoredFile> {
  const listed = (await listFiles(sql)).find(({ file }) => file === basename(path));
  if (!listed) throw new Misconfigured([`${basename(path)} is not in the archive of this database`]);
  await expectUnchanged(folder, listed);
  let restored = 0;
  await withFile(folder, listed.file, async (handle) => {
    let batch: ArchivedDelivery[] = [];
    let bytes = 0;
    for await (const { delivery } of readDeliveries(handle, listed)) {
      batch.push(delivery);
      bytes += delivery.body.byteLength;
      if (batch.length < ROWS && bytes < BYTES) continue;
      restored += await putBack(sql, listed.number, batch);
      batch = [];
      bytes = 0;
    }
    restored += await putBack(sql, listed.number, batch);
  });
  await sql.begin((tx) => audit(tx, by, 'archive-restored', `${listed.file}: ${restored} deliveries`));
  return { file: listed.file, deliveries: listed.deliveries, restored };
}

/** The database takes only bytes with the SHA-256 that it kept. */
async function putBack(sql: Sql, number: number, deliveries: readonly ArchivedDelivery[]): Promise<number> {
  if (deliveries.length === 0) return 0;
  const given = deliveries.map(({ id, headers, body }) => ({
    id,
    headers,
    body: Buffer.from(body).toString('base64'),
  }));
  const { count } = await sql`
    update deliveries d set body = decode(given.body, 'base64'), headers = given.headers::json,
      body_sha256 = null, archive = null, archive_frame = null, archive_at = null
    from json_to_recordset(${JSON.stringify(given)}::text::json) as given(id uuid, headers text, body text)
    where d.id = given.id and d.archive = ${number}::int and sha256(decode(given.body, 'base64')) = d.body_sha256`;
  return count;
}
