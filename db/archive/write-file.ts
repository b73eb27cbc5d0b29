import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PARTIAL } from './folder.ts';
import { type ArchivedDelivery, writeLine } from './line.ts';

const compress = promisify(gzip);

/** Bytes of lines in a frame, before compression. To read one body, one frame is decompressed. */
const FRAME_BYTES = 1024 * 1024;

/** A file that is being written. Its frames are members of one gzip file, each of which can be decompressed alone. */
export type FileWriter = {
  readonly fileBytes: number;
  add(delivery: ArchivedDelivery): Promise<void>;
  /** Writes all to the disk and gives the file its name, from `nameOf` its SHA-256. */
  finish(nameOf: (sha256: string) => string): Promise<WrittenFile>;
  /** Closes it; an unfinished file stays under its temporary name, and the next run removes it. */
  close(): Promise<void>;
};

export type WrittenFile = {
  file: string;
  sha256: string;
  deliveries: number;
  fileBytes: number;
  bodyBytes: number;
  frames: number[];
};

/** Begins a file in the folder. `frameBytes`: bytes of lines in a frame. */
export async function beginFile(folder: string, frameBytes: number = FRAME_BYTES): Promise<FileWriter> {
  // A name of its own: another database may archive into the same folder.
  const path = join(folder, `${randomUUID()}${PARTIAL}`);
  return new Writer(folder, path, await open(path, 'wx', 0o600), frameBytes);
}

class Writer implements FileWriter {
  fileBytes = 0;
  readonly #folder: string;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #frameBytes: number;
  readonly #hash = createHash('sha256');
  readonly #frames: number[] = [];
  #lines: Buffer[] = [];
  #waiting = 0;
  #deliveries = 0;
  #bodyBytes = 0;

  constructor(folder: string, path: string, handle: FileHandle, frameBytes: number) {
    this.#folder = folder;
    this.#path = path;
    this.#handle = handle;
    this.#frameBytes = frameBytes;
  }

  async add(delivery: ArchivedDelivery): Promise<void> {
    const line = writeLine(delivery);
    this.#lines.push(line);
    this.#waiting += line.byteLength;
    this.#deliveries += 1;
    this.#bodyBytes += delivery.body.byteLength;
    if (this.#waiting >= this.#frameBytes) await this.#endFrame();
  }

  async finish(nameOf: (sha256: string) => string): Promise<WrittenFile> {
    await this.#endFrame();
    await this.#handle.sync();
    const sha256 = this.#hash.digest('hex');
    const file = nameOf(sha256);
    await rename(this.#path, join(this.#folder, file));
    const [deliveries, bodyBytes, frames] = [this.#deliveries, this.#bodyBytes, this.#frames];
    return { file, sha256, deliveries, fileBytes: this.fileBytes, bodyBytes, frames };
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #endFrame(): Promise<void> {
    if (this.#lines.length === 0) return;
    const frame = await compress(Buffer.concat(this.#lines));
    this.#lines = [];
    this.#waiting = 0;
    this.#frames.push(this.fileBytes);
    this.fileBytes += frame.byteLength;
    this.#hash.update(frame);
    await this.#handle.writeFile(frame);
  }
}
