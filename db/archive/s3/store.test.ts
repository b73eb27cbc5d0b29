import { hash } from 'node:crypto';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/env.ts';
import { BUCKET, S3_KEY, type S3Fault, type S3Server, startS3Server } from '#tests/support/s3-server.ts';
import type { ArchiveStore } from '../store.ts';
import type { S3Options } from './client.ts';
import { s3Location } from './location.ts';
import { s3Store } from './store.ts';

/** More than what a socket takes at once, so that a connection can end in the middle. */
const CONTENT = Buffer.from(Array.from({ length: 400_000 }, (_, at) => String(at)).join());
const FILE = '2025-03-00004-1a2b3c4d5e6f.ndjson.gz';
const KEY = `archive/${FILE}`;
const SHA256 = hash('sha256', CONTENT);

let server: S3Server;
beforeEach(async () => {
  server = await startS3Server();
});
afterEach(() => server.stop());

function storeWith(options: S3Options = {}, settings: Record<string, string> = {}, place = `s3://${BUCKET}/archive`) {
  const location = s3Location(place, parseEnv({ ...server.settings, ...settings }));
  if (!location) throw new Error(`${place} is no place in an object store`);
  return s3Store(location, { delay: 1, ...options });
}

async function write(store: ArchiveStore, sha256 = SHA256) {
  const file = await store.begin();
  for (let at = 0; at < CONTENT.length; at += 100_000)
    await file.write(Buffer.from(CONTENT.subarray(at, at + 100_000)));
  await file.finish(FILE, sha256);
  await file.close();
}

async function read(store: ArchiveStore, from = 0, length = CONTENT.length, signal?: AbortSignal) {
  const file = await store.open(FILE, signal);
  return file.read(from, length);
}

const methods = () => server.requests.map(({ method }) => method).join(' ');

/** Everything that a log could show of an error. */
const shown = (thrown: unknown) => inspect(thrown, { depth: 10, showHidden: true });

describe('an object store', () => {
  it('keeps a file as one object, which is there as a whole or not at all, and gives ranges of it', async () => {
    const store = storeWith();
    const file = await store.begin();
    await file.write(Buffer.from(CONTENT.subarray(0, 1_000)));
    await file.close();
    expect(server.requests).toEqual([]);
    await write(store);
    expect([...server.objects.keys()]).toEqual([KEY]);
    expect(server.objects.get(KEY)?.equals(CONTENT)).toBe(true);
    expect(await read(store)).toEqual(CONTENT);
    expect(await read(store, 1_234, 10)).toEqual(CONTENT.subarray(1_234, 1_244));
    expect(await read(store, CONTENT.length - 5, 100)).toEqual(CONTENT.subarray(-5));
    expect(await read(store, CONTENT.length, 100)).toEqual(Buffer.alloc(0));
    expect(methods()).toBe('PUT GET GET GET GET');
  });

  it('takes no other bytes than those that were signed', async () => {
    await expect(write(storeWith(), hash('sha256', 'other'))).rejects.toThrow(/XAmzContentSHA256Mismatch/);
    expect(server.objects.size).toBe(0);
  });

  it.each<[S3Fault]>([
    [{ status: 503, code: 'SlowDown', headers: { 'retry-after': '0' } }],
    [{ status: 500, code: 'InternalError' }],
    [{ status: 502 }],
    [{ status: 429 }],
    [{ status: 400, code: 'RequestTimeout' }],
    ['cut-request'],
    ['lost-answer'],
  ])('is asked again to store a file after %o, and has it once', async (fault) => {
    server.faults.push(fault, fault);
    await write(storeWith());
    expect(methods()).toBe('PUT PUT PUT');
    expect([...server.objects.values()].map((one) => one.equals(CONTENT))).toEqual([true]);
  });

  it.each<[S3Fault]>([
    [{ status: 503, code: 'SlowDown' }],
    ['hangs'],
    ['cut-answer'],
    ['lost-answer'],
    ['short-answer'],
  ])('is asked again for bytes after %o', async (fault) => {
    server.objects.set(KEY, CONTENT);
    server.faults.push(fault, fault);
    expect(await read(storeWith({ timeout: 100 }), 10, 50_000)).toEqual(CONTENT.subarray(10, 50_010));
    expect(methods()).toBe('GET GET GET');
  });

  it('is not asked for ever: a file that cannot be stored is a failure', async () => {
    server.faults.push(...Array.from({ length: 6 }, () => ({ status: 503, code: 'SlowDown' })));
    await expect(write(storeWith())).rejects.toThrow(
      'The archive cannot be written right now: it answered 503 SlowDown',
    );
    expect(server.requests.length).toBe(6);
    expect(server.objects.size).toBe(0);
  });

  it.each([
    ['a wrong secret', { AWS_SECRET_ACCESS_KEY: 'wrong-secret' }, 'it answered 403 SignatureDoesNotMatch'],
    ['an unknown key', { AWS_ACCESS_KEY_ID: 'AKIDUNKNOWN' }, 'it answered 403 InvalidAccessKeyId'],
    ['another region', { AWS_REGION: 'us-east-1' }, 'it answered 400 AuthorizationHeaderMalformed'],
  ])('is asked once with %s, and the failure tells no secret', async (_what, settings, reason) => {
    const store = storeWith({}, settings);
    const failures = [() => store.prepare(), () => write(store), () => read(store)].map((act) =>
      act().catch((thrown: unknown) => thrown),
    );
    for (const failure of await Promise.all(failures)) {
      expect(String(failure)).toMatch(
        new RegExp(`^ArchiveFault: The archive cannot be (read|written) right now: ${reason}$`),
      );
      for (const secret of [S3_KEY.secretAccessKey, 'wrong-secret', 'StringToSign', 'Signature='])
        expect(shown(failure)).not.toContain(secret);
    }
    expect(server.requests.length).toBe(3);
  });

  it('says so before anything is written if the bucket is missing', async () => {
    const store = storeWith({}, {}, 's3://another-bucket');
    await expect(store.prepare()).rejects.toThrow('it answered 404 NoSuchBucket');
    await expect(read(store)).rejects.toThrow('The archive cannot be read right now: it answered 404 NoSuchBucket');
    await storeWith().prepare();
  });

  it('names the region of a bucket that is elsewhere', async () => {
    server.faults.push({ status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'eu-west-3' } });
    await expect(storeWith().prepare()).rejects.toThrow('301 PermanentRedirect; the bucket is in eu-west-3');
  });

  it('tells a missing file, and one in a cold storage class, from a store that is away', async () => {
    await expect(read(storeWith())).rejects.toMatchObject({
      message: `The archive file ${FILE} is missing`,
      isStoreAway: false,
    });
    server.faults.push({ status: 403, code: 'InvalidObjectState' });
    await expect(read(storeWith())).rejects.toMatchObject({
      message: `The archive file ${FILE} is in a storage class that has to be restored first`,
      isStoreAway: false,
    });
    server.faults.push({ status: 403, code: 'AccessDenied' });
    await expect(read(storeWith())).rejects.toMatchObject({
      message: 'The archive cannot be read right now: it answered 403 AccessDenied',
      isStoreAway: true,
    });
  });

  it('that does not answer is waited for as long as the signal allows', async () => {
    server.objects.set(KEY, CONTENT);
    server.faults.push('hangs', 'hangs');
    const away = 'right now: it does not answer in time';
    await expect(read(storeWith(), 0, 10, AbortSignal.timeout(50))).rejects.toThrow(away);
    const file = await storeWith().begin(AbortSignal.timeout(50));
    await expect(file.finish(FILE, hash('sha256', ''))).rejects.toThrow(away);
  });

  it('that cannot be reached is a failure without its address', async () => {
    await server.stop();
    const failure = await read(storeWith({ attempts: 2 })).catch((thrown: unknown) => thrown);
    expect(String(failure)).toBe(
      'ArchiveFault: The archive cannot be read right now: the connection failed (ECONNREFUSED)',
    );
  });
});
