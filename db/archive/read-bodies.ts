import { hash } from 'node:crypto';
import { messageOf } from '#lib/errors.ts';
import type { Sql, Transaction } from '../client.ts';
import { ArchiveFault, StoreAway } from './archive-fault.ts';
import { knownAway, noteAway } from './away.ts';
import type { ArchivedDelivery } from './line.ts';
import { archiveStore } from './open-store.ts';
import { deliveryAt, type FileFrames, readFrame, withFile } from './read-file.ts';
import type { ArchiveStore } from './store.ts';

/** The bytes of deliveries by id; an error for those that are in the archive and cannot be read there. */
export type StoredBodies = ReadonlyMap<string, Uint8Array | ArchiveFault>;

/** Where an archived delivery is. `sha256` is that of its body, hexadecimal. */
export type ArchivePlace = {
  id: string;
  file: string;
  fileBytes: number | string;
  frames: readonly number[];
  frame: number;
  at: number;
  sha256: string;
};

type Row = { id: string; body: Uint8Array | null } & (ArchivePlace | { file: null });

/**
 * The bytes of deliveries, from the database or from the archive: all that reads bodies reads them here. A delivery without bytes of its
 * own, such as a duplicate, is left out. `signal`: ends waiting for a store that does not answer.
 */
export async function readBodies(
  sql: Sql | Transaction,
  deliveries: Iterable<string>,
  signal?: AbortSignal,
): Promise<StoredBodies> {
  const ids = [...new Set(deliveries)];
  if (ids.length === 0) return new Map();
  const rows = await sql<Row[]>`
    select d.id, d.body, f.file, f.file_bytes as "fileBytes", f.frames, d.archive_frame as frame, d.archive_at as at,
      encode(d.body_sha256, 'hex') as sha256
    from deliveries d left join archive_files f on f.number = d.archive
    where d.id = any(${ids}::uuid[]) and (d.body is not null or d.archive is not null)`;
  const places = rows.flatMap((row) => (row.body === null && row.file !== null ? [row] : []));
  const archived = await readArchived(places, signal);
  const unlisted = new ArchiveFault('The archive file of this webhook is not in the list of files');
  return new Map(
    rows.map(({ id, body }) => {
      const found = archived.get(id);
      return [id, body ?? (found instanceof ArchiveFault ? found : (found?.body ?? unlisted))];
    }),
  );
}

/** How long a frame is waited for, so that a page, or a transaction that processes webhooks, does not wait for a store that is away. */
const FRAME_TIMEOUT_MS = 5_000;

/** An object store takes some hundredths of a second for each. */
const FRAMES_AT_ONCE = 4;

/** Deliveries of the archive by id; each needed frame is decompressed once. Never throws: what cannot be read is an `ArchiveFault`. */
export async function readArchived(
  places: readonly ArchivePlace[],
  signal?: AbortSignal,
  store: ArchiveStore = archiveStore(),
): Promise<Map<string, ArchivedDelivery | ArchiveFault>> {
  const found = new Map<string, ArchivedDelivery | ArchiveFault>();
  const frames = [...Map.groupBy(places, ({ file, frame }) => `${file} ${frame}`).values()];
  const readNext = async () => {
    for (let together = frames.pop(); together; together = frames.pop()) {
      try {
        await readTogether(store, together, found, signal);
      } catch (thrown) {
        const fault = thrown instanceof ArchiveFault ? thrown : new ArchiveFault(messageOf(thrown));
        for (const { id } of together) if (!found.has(id)) found.set(id, fault);
      }
    }
  };
  await Promise.all(Array.from({ length: FRAMES_AT_ONCE }, readNext));
  return found;
}

/** Reads deliveries of one frame. */
async function readTogether(
  store: ArchiveStore,
  places: readonly ArchivePlace[],
  found: Map<string, ArchivedDelivery | ArchiveFault>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const [first] = places;
  if (!first) return;
  const of = { file: first.file, frames: first.frames, fileBytes: Number(first.fileBytes) };
  const lines = await readSoon(store, of, first.frame, signal);
  for (const { id, at, sha256 } of places) {
    const delivery = deliveryAt(lines, at, of);
    const isSame = delivery.id === id && hash('sha256', delivery.body) === sha256;
    found.set(
      id,
      isSame ? delivery : new ArchiveFault(`The archive file ${of.file} was changed: other bytes are there`),
    );
  }
}

/** The lines of a frame; no longer waited for than the signal and the limit allow, and not at all if the store was away just now. */
async function readSoon(
  store: ArchiveStore,
  of: FileFrames,
  frame: number,
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  const away = knownAway(store);
  if (away) throw away;
  const timeout = AbortSignal.timeout(FRAME_TIMEOUT_MS);
  const ending = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    return await withFile(store, of.file, (opened) => readFrame(opened, of, frame), ending);
  } catch (thrown) {
    // Who gave up early does not know whether the store is away.
    if (thrown instanceof StoreAway && !signal?.aborted) noteAway(store, thrown);
    throw thrown;
  }
}
