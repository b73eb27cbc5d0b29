import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/** Maximum size of the body of a webhook. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** Timeout for receiving a body, in milliseconds. */
export const BODY_TIMEOUT_MS = 10_000;

export type BodyRead = { ok: true; body: Buffer } | { ok: false; status: 400 | 408 | 413 | 503; reason: string };

/** The budget of one body; `add` returns false without room, `hold` marks the body as complete. */
export type BodyLease = { add(bytes: number): boolean; hold(): void };

export type ReadOptions = {
  /** Timeout for the whole body; default `BODY_TIMEOUT_MS`. */
  timeoutMs?: number;
  /** Counts the bytes. The stream's event `no-room` revokes the room. */
  lease?: BodyLease;
  /** Maximum size; default 1 MiB. */
  maxBytes?: number;
};

const tooLarge = (maxBytes: number): BodyRead => ({
  ok: false,
  status: 413,
  reason: `The body is larger than ${maxBytes < MAX_BODY_BYTES ? `${maxBytes / 1024} KiB` : '1 MiB'}`,
});
const tooSlow = (timeoutMs: number): BodyRead => ({
  ok: false,
  status: 408,
  reason: `The body did not arrive within ${timeoutMs / 1000} seconds`,
});
const CUT: BodyRead = { ok: false, status: 400, reason: 'The connection ended before the body did' };
const NO_ROOM: BodyRead = {
  ok: false,
  status: 503,
  reason: 'Too many requests at once. Nothing was stored; send it again.',
};

/** Reads the body of a web request like `readBody`. A body whose stated length is too large is not read. */
export async function readRequest(request: Request): Promise<BodyRead> {
  const stated = request.headers.get('content-length');
  if (Number(stated) > MAX_BODY_BYTES) return tooLarge(MAX_BODY_BYTES);
  // The server ends a body at its stated length, so it can be taken as a whole, which is faster than by chunks.
  if (stated !== null) return takeStated(request);
  return readBody(Readable.fromWeb((request.body ?? new Blob().stream()) as ReadableStream<Uint8Array>));
}

function takeStated(request: Request): Promise<BodyRead> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(tooSlow(BODY_TIMEOUT_MS)), BODY_TIMEOUT_MS);
    request
      .arrayBuffer()
      .then(
        (bytes): BodyRead =>
          bytes.byteLength > MAX_BODY_BYTES ? tooLarge(MAX_BODY_BYTES) : { ok: true, body: Buffer.from(bytes) },
        () => CUT,
      )
      .then((read) => {
        clearTimeout(timer);
        resolve(read);
      });
  });
}

/**
 * Reads a request's body, the exact bytes, up to 1 MiB (or `maxBytes`) and for ten seconds at most. Never throws. For any result but
 * `ok` the caller should close the connection, since the rest of the body may still arrive.
 */
export async function readBody(stream: Readable, options: ReadOptions = {}): Promise<BodyRead> {
  // By the next microtask the parser has read all data that arrived with the headers, which is all of a small body.
  await undefined;
  return isWhole(stream) ? takeWhole(stream, options) : collect(stream, options);
}

/** Whether all bytes of a request have arrived, as many as its headers state, and none were read. */
function isWhole(stream: Readable): boolean {
  if (!(stream instanceof IncomingMessage) || stream.readableDidRead || stream.destroyed) return false;
  return stream.complete || stream.readableLength === Number(stream.headers['content-length']);
}

function takeWhole(stream: Readable, { lease, maxBytes = MAX_BODY_BYTES }: ReadOptions): BodyRead {
  const body: Buffer = stream.read() ?? Buffer.alloc(0);
  if (body.length > maxBytes) return tooLarge(maxBytes);
  if (lease && !lease.add(body.length)) return NO_ROOM;
  lease?.hold();
  return { ok: true, body };
}

function collect(
  stream: Readable,
  { timeoutMs = BODY_TIMEOUT_MS, lease, maxBytes = MAX_BODY_BYTES }: ReadOptions,
): Promise<BodyRead> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    let isOver = false;
    const giveUp = (result: BodyRead) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      stream.removeAllListeners('data');
      stream.pause();
      chunks = [];
      resolve(result);
    };
    const timer = setTimeout(() => giveUp(tooSlow(timeoutMs)), timeoutMs);
    const cut = () => giveUp(CUT);
    stream.on('no-room', () => giveUp(NO_ROOM));
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) giveUp(tooLarge(maxBytes));
      else if (lease && !lease.add(chunk.length)) giveUp(NO_ROOM);
      else chunks.push(chunk);
    });
    stream.on('end', () => {
      if (isOver) return;
      isOver = true;
      lease?.hold();
      clearTimeout(timer);
      const [only] = chunks;
      resolve({ ok: true, body: chunks.length === 1 && only ? only : Buffer.concat(chunks) });
    });
    stream.on('error', cut);
    stream.on('close', cut);
    if (stream.destroyed) cut();
  });
}
