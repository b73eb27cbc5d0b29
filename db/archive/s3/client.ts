import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { S3Location } from './location.ts';
import { type Received, receive, S3Failure } from './receive.ts';

export type S3Request = {
  method: 'GET' | 'PUT';
  /** After the URL of the bucket: the key of an object, or a query. */
  path: string;
  /** Which bytes of the object to read. */
  range?: { from: number; length: number } | undefined;
  /** What to store, with its SHA-256, hexadecimal. The store takes nothing else. */
  content?: { body: Blob; sha256: string };
  /** Ends waiting for an answer, between attempts too. */
  signal?: AbortSignal | undefined;
};

/** All have defaults. */
export type S3Options = {
  /** How often a request is sent at most. */
  attempts?: number;
  /** Milliseconds before the first repetition, at most; doubles with each. */
  delay?: number;
  /** Milliseconds for one attempt, besides those that its bytes need. */
  timeout?: number;
};

/** The slowest connection that is not taken for a dead one: 128 kB a second. */
const BYTES_PER_MS = 128;
/** The longest pause before a repetition, also if the store named a longer one. */
const MAX_DELAY_MS = 10_000;
/** Of an answer that is not a file: an error, a list. */
const ANSWER_BYTES = 64 * 1024;

const EMPTY_SHA256 = hash('sha256', '');

/**
 * A client of a bucket. It repeats a request that a store may be asked again: one without an answer, or with one that says so. Throws
 * `S3Failure` for any other answer than a success.
 */
export function s3Client(location: S3Location, options: S3Options = {}) {
  const { attempts = 6, delay = 200, timeout = 30_000 } = options;
  return async (request: S3Request): Promise<Received> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(location, request, timeout);
      } catch (thrown) {
        if (!(thrown instanceof S3Failure) || !thrown.isPassing || attempt >= attempts) throw thrown;
        const wait = Math.max(thrown.retryAfter, Math.random() * delay * 2 ** (attempt - 1));
        await sleep(Math.min(wait, MAX_DELAY_MS), undefined, { signal: request.signal }).catch(() => {});
        if (request.signal?.aborted) throw thrown;
      }
    }
  };
}

async function send(location: S3Location, request: S3Request, timeout: number): Promise<Received> {
  const { method, path, range, content, signal } = request;
  const bytes = content?.body.size ?? range?.length ?? ANSWER_BYTES;
  const ending = AbortSignal.timeout(timeout + Math.ceil(bytes / BYTES_PER_MS));
  try {
    const { url, headers } = await sign(location, request);
    if (range) headers.set('range', `bytes=${range.from}-${range.from + range.length - 1}`);
    // A file is stored compressed, and has to arrive so. Proxies may change this header, so it is not signed.
    headers.set('accept-encoding', 'identity');
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, ending]) : ending,
      ...(content && { body: content.body }),
    });
    return await receive(response, range ?? null, ANSWER_BYTES);
  } catch (thrown) {
    if (thrown instanceof S3Failure) throw thrown;
    throw new S3Failure(`${method} ${path}`, { isPassing: true, reason: reasonOf(thrown), cause: thrown });
  }
}

/** The store compares the SHA-256 in the signature with what arrives; the second one it keeps, and buckets with a retention ask for it. */
function sign({ bucketUrl, region, credentials }: S3Location, { method, path, content }: S3Request) {
  const headers: Record<string, string> = { 'x-amz-content-sha256': content?.sha256 ?? EMPTY_SHA256 };
  if (content) {
    headers['content-type'] = content.body.type;
    headers['x-amz-checksum-sha256'] = Buffer.from(content.sha256, 'hex').toString('base64');
  }
  return new AwsV4Signer({
    ...credentials,
    service: 's3',
    region,
    method,
    url: `${bucketUrl}${path}`,
    headers,
  }).sign();
}

/** Without host names and addresses: the readers of pages see it too. The reason of a connection error is in its cause. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'it does not answer';
  if (thrown.name === 'TimeoutError' || thrown.name === 'AbortError') return 'it does not answer in time';
  const { cause } = thrown;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  return `the connection failed${code}`;
}
