import { eq, sql } from 'drizzle-orm';
import { ArchiveFault } from '../archive/archive-fault.ts';
import { readArchived } from '../archive/read-bodies.ts';
import type { Database } from '../client.ts';
import { archiveFiles, deliveries } from '../schema/index.ts';

/** The bytes of a delivery and where they come from. */
export type DeliveryBytes = {
  body: Uint8Array | null;
  source: string;
  /** With those that went to the archive. */
  headers: Record<string, string>;
  /** The archive file that has the bytes; null for those in the database. */
  archiveFile: string | null;
  /** Why archived bytes cannot be read; null if they can. */
  problem: BodyProblem | null;
};

/** `isStoreAway`: the archive as a whole cannot be read at present; otherwise its file is missing, damaged or changed. */
export type BodyProblem = Pick<ArchiveFault, 'message' | 'isStoreAway'>;

/** The bytes that are stored for a delivery itself, from the database or the archive. Null where there is no such delivery. */
export async function readDeliveryBytes(db: Database, id: string): Promise<DeliveryBytes | null> {
  const { body, source, headers, archive, archiveFrame: frame, archiveAt: at, bodySha256 } = deliveries;
  const { file, frames, fileBytes } = archiveFiles;
  const sha256 = sql<string>`encode(${bodySha256}, 'hex')`;
  const [row] = await db
    .select({ body, source, headers, archive, frame, at, sha256, file, frames, fileBytes })
    .from(deliveries)
    .leftJoin(archiveFiles, eq(archiveFiles.number, archive))
    .where(eq(deliveries.id, id));
  if (!row) return null;
  const stored = { body: row.body, source: row.source, headers: row.headers, archiveFile: null, problem: null };
  if (row.body || row.archive === null) return stored;
  if (row.file === null)
    return { ...stored, problem: new ArchiveFault('Its archive file is not in the list of files') };
  const place = { ...row, id, file: row.file, frames: row.frames ?? [], fileBytes: row.fileBytes ?? 0 };
  const found = (await readArchived([{ ...place, frame: row.frame ?? 0, at: row.at ?? 0 }])).get(id);
  if (!found || found instanceof ArchiveFault)
    return { ...stored, archiveFile: row.file, problem: found ?? new ArchiveFault('It is not in its archive file') };
  const archived = JSON.parse(found.headers) as Record<string, string>;
  return { ...stored, body: found.body, headers: archived, archiveFile: row.file };
}
