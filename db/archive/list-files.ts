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
export async function listFiles(sql: Sql | Transaction): Promise<ListedFile[]> {
  const rows = await sql<(ListedFile & { fileBytes: string; bodyBytes: string })[]>`
    select number, file, month, deliveries, file_bytes as "fileBytes", body_bytes as "bodyBytes", frames, sha256,
      entry_sha256 as "entrySha256", emptied_at is not null as "isEmptied"
    from archive_files order by number`;
  return rows.map((row) => ({ ...row, fileBytes: Number(row.fileBytes), bodyBytes: Number(row.bodyBytes) }));
}
