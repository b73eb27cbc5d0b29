import { hash } from 'node:crypto';
import { ArchiveFault, missingFile, StoreAway } from '../archive-fault.ts';
import type { ArchiveStore, NewFile } from '../store.ts';
import { type S3Options, type S3Request, s3Client } from './client.ts';
import type { S3Location } from './location.ts';
import { type Received, S3Failure } from './receive.ts';

/**
 * A file is in memory until it is stored, so that no disk is needed and one request stores it as a whole: processes in containers often have
 * no disk that they may write to.
 */
const FILE_BYTES = 32 * 1024 * 1024;

/** After a store was not reached, so many milliseconds pass before one is waited for again that should answer soon. */
const PAUSE_MS = 5_000;

type Read = (file: string, request: Pick<S3Request, 'range' | 'signal'>) => Promise<Received>;
type Put = (file: string, body: Blob, sha256: string) => Promise<unknown>;

/** The archive in a bucket of an object store. A file is an object that has its whole content as soon as it is there. */
export function s3Store(location: S3Location, options: S3Options = {}): ArchiveStore {
  const send = s3Client(location, options);
  const { prefix, place } = location;
  const put: Put = (file, body, sha256) =>
    forWriting(send({ method: 'PUT', path: `/${prefix}${file}`, content: { body, sha256 } }));
  const read = withPauses((file, request) => send({ ...request, method: 'GET', path: `/${prefix}${file}` }));
  return {
    location: place,
    fileBytes: FILE_BYTES,
    // It lists one file: that tells whether the bucket is there, and the key may use it.
    prepare: () =>
      forWriting(send({ method: 'GET', path: `/?list-type=2&max-keys=1&prefix=${encodeURIComponent(prefix)}` })),
    removePartials: async () => {},
    begin: async () => newFile(put),
    put: async (file, bytes) => {
      await put(file, new Blob([bytes], { type: 'application/json' }), hash('sha256', bytes));
    },
    open: async (file, signal) => ({
      read: async (from, length) => (await read(file, { range: { from, length }, signal })).bytes,
      close: async () => {},
    }),
  };
}

function newFile(put: Put): NewFile {
  const parts: Buffer<ArrayBuffer>[] = [];
  return {
    write: async (bytes) => {
      parts.push(bytes);
    },
    finish: async (file, sha256) => {
      // The blob has a copy.
      await put(file, new Blob(parts.splice(0), { type: 'application/gzip' }), sha256);
    },
    close: async () => {},
  };
}

async function forWriting(sent: Promise<unknown>): Promise<void> {
  try {
    await sent;
  } catch (thrown) {
    if (!(thrown instanceof S3Failure)) throw thrown;
    throw new StoreAway(`The archive cannot be written right now: ${thrown.reason}`, { cause: thrown });
  }
}

/** A read that has a signal should be answered soon: for a while after a store was not reached it fails at once. */
function withPauses(read: Read): Read {
  let away: { until: number; fault: StoreAway } | undefined;
  return async (file, request) => {
    if (request.signal && away && performance.now() < away.until) throw away.fault;
    try {
      const received = await read(file, request);
      away = undefined;
      return received;
    } catch (thrown) {
      const fault = faultOf(file, thrown);
      if (fault instanceof StoreAway) away = { until: performance.now() + PAUSE_MS, fault };
      throw fault;
    }
  };
}

function faultOf(file: string, thrown: unknown): unknown {
  if (!(thrown instanceof S3Failure)) return thrown;
  const { status, code, reason } = thrown;
  if (status === 404 && code !== 'NoSuchBucket') return missingFile(file);
  if (code === 'InvalidObjectState')
    return new ArchiveFault(`The archive file ${file} is in a storage class that has to be restored first`);
  return new StoreAway(`The archive cannot be read right now: ${reason}`, { cause: thrown });
}
