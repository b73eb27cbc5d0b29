import { hash } from 'node:crypto';
import { ArchiveFault, missingFile, StoreAway } from '../archive-fault.ts';
import type { ArchiveStore, NewFile } from '../store.ts';
import { type S3Options, type S3Request, s3Client } from './client.ts';
import type { S3Location } from './location.ts';
import { S3Failure } from './receive.ts';

/**
 * A file is in memory until it is stored, so that no disk is needed and one request stores it as a whole: processes in containers often have
 * no disk that they may write to.
 */
const FILE_BYTES = 32 * 1024 * 1024;

type Put = (file: string, body: Blob, sha256: string) => Promise<void>;

/** The archive in a bucket of an object store. A file is an object that has its whole content as soon as it is there. */
export function s3Store(location: S3Location, options: S3Options = {}): ArchiveStore {
  const send = s3Client(location, options);
  const { prefix, place } = location;
  const putUntil = (signal: AbortSignal | undefined): Put => {
    return (file, body, sha256) =>
      forWriting(send({ method: 'PUT', path: `/${prefix}${file}`, content: { body, sha256 }, signal }));
  };
  const read = (file: string, range: S3Request['range'], signal: AbortSignal | undefined) =>
    send({ method: 'GET', path: `/${prefix}${file}`, range, signal }).catch((thrown: unknown) => {
      throw faultOf(file, thrown);
    });
  return {
    location: place,
    fileBytes: FILE_BYTES,
    // It lists one file: that tells whether the bucket is there, and the key may use it.
    prepare: (signal) =>
      forWriting(
        send({ method: 'GET', path: `/?list-type=2&max-keys=1&prefix=${encodeURIComponent(prefix)}`, signal }),
      ),
    removePartials: async () => {},
    begin: async (signal) => newFile(putUntil(signal)),
    put: (file, bytes, signal) =>
      putUntil(signal)(file, new Blob([bytes], { type: 'application/json' }), hash('sha256', bytes)),
    open: async (file, signal) => ({
      read: async (from, length) => (await read(file, { from, length }, signal)).bytes,
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
    // The blob has a copy.
    finish: (file, sha256) => put(file, new Blob(parts.splice(0), { type: 'application/gzip' }), sha256),
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

function faultOf(file: string, thrown: unknown): unknown {
  if (!(thrown instanceof S3Failure)) return thrown;
  const { status, code, reason } = thrown;
  if (status === 404 && code !== 'NoSuchBucket') return missingFile(file);
  if (code === 'InvalidObjectState')
    return new ArchiveFault(`The archive file ${file} is in a storage class that has to be restored first`);
  return new StoreAway(`The archive cannot be read right now: ${reason}`, { cause: thrown });
}
