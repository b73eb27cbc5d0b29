import type { PendingQuery, Row } from 'postgres';
import type { Sql, Transaction } from '../client.ts';

/** A file of the archive as the database knows it. */
export type ListedFile = {
  number: number;
  file: string;
  month: string;
  deliveries: number;
  fileBytes: number;
  bodyBytes: number;
  frames: number[];
  sha256: string;
  entrySha256: string;
  isEmptied: boolean;
};

/** All files in the order in which they were written. */
export function listFiles(sql: Sql | Transaction): Promise<ListedFile[]> {
  return selectFiles(sql, sql`order by number`);
}

/** The file that was written last; undefined before the first. */
export async function lastFile(sql: Sql): Promise<ListedFile | undefined> {
  return (await selectFiles(sql, sql`order by number desc limit 1`))[0];
}

/** Those whose bodies the database still has to give up, in the order in which they were written. */
export function filesToEmpty(sql: Sql): Promise<ListedFile[]> {
  return selectFiles(sql, sql`where emptied_at is null order by number`);
}

async function selectFiles(sql: Sql | Transaction, which: PendingQuery<Row[]>): Promise<ListedFile[]> {
  const rows = await sql<(ListedFile & { fileBytes: string; bodyBytes: string })[]>`
    select number, file, month, deliveries, file_bytes as "fileBytes", body_bytes as "bodyBytes", frames, sha256,
      entry_sha256 as "entrySha256", emptied_at is not null as "isEmptied"
    from archive_files ${which}`;
  return rows.map((row) => ({ ...row, fileBytes: Number(row.fileBytes), bodyBytes: Number(row.bodyBytes) }));
}
