import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ArchiveFault } from './archive-fault.ts';
import { type ArchivedDelivery, readLine } from './line.ts';
import type { ArchiveStore, OpenFile } from './store.ts';

const decompress = promisify(gunzip);

/** A file of the archive, and where its frames begin. */
export type FileFrames = { file: string; frames: readonly number[]; fileBytes: number };

/** A delivery and where it is: the frame, and the byte of its line in the decompressed frame. */
export type Placed = { frame: number; at: number; delivery: ArchivedDelivery };

const LINE_FEED = 0x0a;

/** No frame decompresses to more: a line is a body of 1 MiB, escaped or as base64, and its headers. */
const MAX_FRAME_BYTES = 64 * 1024 * 1024;

/** Bytes that are read at once to hash a file. */
const BLOCK_BYTES = 8 * 1024 * 1024;

/** Opens a file of the archive, runs `act` and closes it. Throws `ArchiveFault` if it cannot be opened. */
export async function withFile<T>(
  store: ArchiveStore,
  file: string,
  act: (opened: OpenFile) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const opened = await store.open(file, signal);
  try {
    return await act(opened);
  } finally {
    await opened.close();
  }
}

/** The lines of one frame. Throws `ArchiveFault` if it is damaged. */
export async function readFrame(opened: OpenFile, of: FileFrames, frame: number): Promise<Buffer> {
  const [from, until] = [of.frames[frame] ?? -1, of.frames[frame + 1] ?? of.fileBytes];
  if (from < 0) throw new ArchiveFault(`The archive file ${of.file} is damaged: it has no frame ${frame}`);
  const bytes = await opened.read(from, until - from);
  try {
    return await decompress(bytes, { maxOutputLength: MAX_FRAME_BYTES });
  } catch {
    throw new ArchiveFault(`The archive file ${of.file} is damaged at byte ${from}`);
  }
}

/** The delivery whose line begins at a byte of a frame. Throws `ArchiveFault` if there is none. */
export function deliveryAt(lines: Buffer, at: number, { file }: Pick<FileFrames, 'file'>): ArchivedDelivery {
  const end = lines.indexOf(LINE_FEED, at);
  try {
    return readLine(lines.subarray(at, end < 0 ? at : end));
  } catch {
    throw new ArchiveFault(`The archive file ${file} is damaged: a line cannot be read`);
  }
}

/** All deliveries of a file in their order, one frame at a time. Throws `ArchiveFault` as `readFrame` does. */
export async function* readDeliveries(opened: OpenFile, of: FileFrames): AsyncGenerator<Placed> {
  for (const frame of of.frames.keys()) {
    const lines = await readFrame(opened, of, frame);
    for (let at = 0; at < lines.byteLength; ) {
      yield { frame, at, delivery: deliveryAt(lines, at, of) };
      const end = lines.indexOf(LINE_FEED, at);
      at = end < 0 ? lines.byteLength : end + 1;
    }
  }
}

/** Throws `ArchiveFault` unless the file has exactly the bytes that were written. */
export async function expectUnchanged(
  store: ArchiveStore,
  { file, sha256 }: { file: string; sha256: string },
  signal?: AbortSignal,
): Promise<void> {
  const hash = createHash('sha256');
  const readAll = async (opened: OpenFile) => {
    for (let from = 0, length = BLOCK_BYTES; length === BLOCK_BYTES; from += length) {
      const bytes = await opened.read(from, BLOCK_BYTES);
      hash.update(bytes);
      length = bytes.byteLength;
    }
  };
  await withFile(store, file, readAll, signal);
  if (hash.digest('hex') !== sha256)
    throw new ArchiveFault(`The archive file ${file} was changed: its SHA-256 is not that of the manifest`);
}
