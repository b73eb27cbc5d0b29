import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ArchiveFault, unreadableFile } from './archive-fault.ts';
import { type ArchivedDelivery, readLine } from './line.ts';

const decompress = promisify(gunzip);

/** A file of the archive, and where its frames begin. */
export type FileFrames = { file: string; frames: readonly number[]; fileBytes: number };

/** A delivery and where it is: the frame, and the byte of its line in the decompressed frame. */
export type Placed = { frame: number; at: number; delivery: ArchivedDelivery };

const LINE_FEED = 0x0a;

/** No frame decompresses to more: a line is a body of 1 MiB, escaped or as base64, and its headers. */
const MAX_FRAME_BYTES = 64 * 1024 * 1024;

/** Opens a file of the archive, runs `act` and closes it. Throws `ArchiveFault` if it cannot be opened. */
export async function withFile<T>(folder: string, file: string, act: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(join(folder, file), 'r').catch((thrown: unknown) => {
    throw unreadableFile(file, thrown);
  });
  try {
    return await act(handle);
  } finally {
    await handle.close();
  }
}

/** The lines of one frame. Throws `ArchiveFault` if it is damaged. */
export async function readFrame(handle: FileHandle, of: FileFrames, frame: number): Promise<Buffer> {
  const [from, until] = [of.frames[frame] ?? -1, of.frames[frame + 1] ?? of.fileBytes];
  if (from < 0) throw new ArchiveFault(`The archive file ${of.file} is damaged: it has no frame ${frame}`);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(until - from), 0, until - from, from);
  try {
    return await decompress(buffer.subarray(0, bytesRead), { maxOutputLength: MAX_FRAME_BYTES });
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
export async function* readDeliveries(handle: FileHandle, of: FileFrames): AsyncGenerator<Placed> {
  for (const frame of of.frames.keys()) {
    const lines = await readFrame(handle, of, frame);
    for (let at = 0; at < lines.byteLength; ) {
      yield { frame, at, delivery: deliveryAt(lines, at, of) };
      const end = lines.indexOf(LINE_FEED, at);
      at = end < 0 ? lines.byteLength : end + 1;
    }
  }
}

/** Throws `ArchiveFault` unless the file has exactly the bytes that were written. */
export async function expectUnchanged(
  folder: string,
  { file, sha256 }: { file: string; sha256: string },
): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(join(folder, file))) hash.update(chunk as Buffer);
  } catch (thrown) {
    throw unreadableFile(file, thrown);
  }
  if (hash.digest('hex') !== sha256)
    throw new ArchiveFault(`The archive file ${file} was changed: its SHA-256 is not that of the manifest`);
}
