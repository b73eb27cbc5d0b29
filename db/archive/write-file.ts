import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type ArchivedDelivery, writeLine } from './line.ts';
import type { ArchiveStore, NewFile } from './store.ts';

const compress = promisify(gzip);

/** Bytes of lines in a frame, before compression. To read one body, one frame is decompressed. */
const FRAME_BYTES = 1024 * 1024;

/** A file that is being written. Its frames are members of one gzip file, each of which can be decompressed alone. */
export type FileWriter = {
  readonly fileBytes: number;
  add(delivery: ArchivedDelivery): Promise<void>;
  /** Makes all of it durable and gives the file its name, from `nameOf` its SHA-256. */
  finish(nameOf: (sha256: string) => string): Promise<WrittenFile>;
  /** Closes it; what is left of an unfinished file, the next run removes. */
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

/** Begins a file in the store. `frameBytes`: bytes of lines in a frame. */
export async function beginFile(
  store: ArchiveStore,
  frameBytes: number = FRAME_BYTES,
  signal?: AbortSignal,
): Promise<FileWriter> {
  return new Writer(await store.begin(signal), frameBytes);
}

class Writer implements FileWriter {
  fileBytes = 0;
  readonly #file: NewFile;
  readonly #frameBytes: number;
  readonly #hash = createHash('sha256');
  readonly #frames: number[] = [];
  #lines: Buffer[] = [];
  #waiting = 0;
  #deliveries = 0;
  #bodyBytes = 0;

  constructor(file: NewFile, frameBytes: number) {
    this.#file = file;
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
    const sha256 = this.#hash.digest('hex');
    const file = nameOf(sha256);
    await this.#file.finish(file, sha256);
    const [deliveries, bodyBytes, frames] = [this.#deliveries, this.#bodyBytes, this.#frames];
    return { file, sha256, deliveries, fileBytes: this.fileBytes, bodyBytes, frames };
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #endFrame(): Promise<void> {
    if (this.#lines.length === 0) return;
    const frame = await compress(Buffer.concat(this.#lines));
    this.#lines = [];
    this.#waiting = 0;
    this.#frames.push(this.fileBytes);
    this.fileBytes += frame.byteLength;
    this.#hash.update(frame);
    await this.#file.write(frame);
  }
}
