/** A request that the store did not fulfil. `reason` says what it did, without where it is: `it answered 503 SlowDown`. */
export class S3Failure extends Error {
  override name = 'S3Failure';
  readonly reason: string;
  /** Null without an answer. */
  readonly status: number | null;
  /** The code of the answer, such as `NoSuchKey`. */
  readonly code: string;
  /** Whether the same request may succeed if it is sent again. */
  readonly isPassing: boolean;
  /** The pause that the store asked for, milliseconds. */
  readonly retryAfter: number;

  constructor(
    what: string,
    { reason, status = null, code = '', isPassing, retryAfter = 0, ...options }: Failure & ErrorOptions,
  ) {
    super(`${what}: ${reason}`, options);
    this.reason = reason;
    this.status = status;
    this.code = code;
    this.isPassing = isPassing;
    this.retryAfter = retryAfter;
  }
}

type Failure = { reason: string; status?: number | null; code?: string; isPassing: boolean; retryAfter?: number };

export type Received = { status: number; bytes: Buffer };

/** Codes of answers that are not of the status 5xx, and ask for a repetition. */
const PASSING = new Set(['RequestTimeout', 'SlowDown', 'OperationAborted', 'ConditionalRequestConflict']);

/**
 * Reads an answer with all of its bytes. With a range these are the bytes that were asked for, or fewer at the end of the object; none if
 * it ends before. Throws `S3Failure` for an answer that is no success or not whole, and the error of a connection that ends meanwhile.
 */
export async function receive(
  response: Response,
  range: { from: number; length: number } | null,
  limit: number,
): Promise<Received> {
  const { status } = response;
  if (range && status === 416) {
    await response.body?.cancel();
    return { status, bytes: Buffer.alloc(0) };
  }
  if (status < 200 || status >= 300) throw await failureOf(response, limit);
  const bytes = await readUpTo(response, range?.length ?? limit);
  if (range) expectWhole(response, bytes, range);
  return { status, bytes };
}

/** A store that does not know ranges would send the object from its beginning: the same only for the first bytes. */
function expectWhole(response: Response, bytes: Buffer, { from }: { from: number }): void {
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(response.headers.get('content-range') ?? '') ?? [];
  if (first === undefined || last === undefined) {
    if (from > 0) throw new S3Failure('GET', { reason: 'it answered without the range', isPassing: false });
    return;
  }
  if (Number(first) !== from || bytes.byteLength !== Number(last) - from + 1)
    throw new S3Failure('GET', { reason: 'its answer was cut off', isPassing: true });
}

async function failureOf(response: Response, limit: number): Promise<S3Failure> {
  const { status, headers } = response;
  const text = (await readUpTo(response, limit).catch(() => Buffer.alloc(0))).toString();
  // Nothing else of the text: answers to a wrong signature repeat the key and what was signed.
  const code = /<Code>([A-Za-z0-9.]{1,60})<\/Code>/.exec(text)?.[1] ?? '';
  const region = /^[a-z0-9-]+$/.exec(headers.get('x-amz-bucket-region') ?? '')?.[0];
  const elsewhere = region && status < 500 && status !== 404 ? `; the bucket is in ${region}` : '';
  const seconds = Number(headers.get('retry-after'));
  return new S3Failure(response.url, {
    reason: `it answered ${[status, code].join(' ').trim()}${elsewhere}`,
    status,
    code,
    isPassing: status === 429 || status >= 500 || PASSING.has(code),
    retryAfter: seconds > 0 ? seconds * 1_000 : 0,
  });
}

/** The bytes of an answer. Throws `S3Failure` if there are more, and leaves the rest. */
async function readUpTo(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) throw new S3Failure('GET', { reason: 'it answered with too many bytes', isPassing: false });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
