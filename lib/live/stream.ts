import type { Sql } from '#db/client.ts';
import { frameOf, subscribe } from './hub.ts';
import { addReader, hasRoom } from './readers.ts';

/** A comment at this interval keeps proxies from closing a silent stream, in milliseconds. */
const HEARTBEAT_MS = 15_000;

/** What a stream holds for a reader that does not read, in bytes. Beyond it the stream ends; the page reconnects and reloads. */
export const MAX_UNREAD_BYTES = 256 * 1024;

const encoder = new TextEncoder();
const RETRY = encoder.encode('retry: 1000\n\n');
const COMMENT = encoder.encode(': still here\n\n');

export type LiveOptions = {
  /** Who reads: streams are limited per person. */
  personId: string;
  /** Aborted when the connection ends. */
  signal: AbortSignal;
  /** Whether the session that opened the stream is still open. Asked at each heartbeat, and at once when sessions end. */
  holds: () => Promise<boolean>;
};

/**
 * Change announcements as server-sent events until the reader disconnects or falls behind. `ready` comes first, once no
 * announcement can be missed: what was read before that should be read again. `replaced` comes last when the same person
 * opened too many newer streams, `signed-out` when the session ended. Null when the process holds as many streams as it may.
 */
export function openLiveStream(sql: Sql, { personId, signal, holds }: LiveOptions): ReadableStream<Uint8Array> | null {
  if (!hasRoom(personId)) return null;
  const cleanups: (() => void)[] = [];
  let open = true;
  const end = () => {
    open = false;
    for (const cleanup of cleanups.splice(0)) cleanup();
  };
  /** Calls it when the stream ends, or now when it has. */
  const onEnd = (cleanup: () => void) => {
    cleanups.push(cleanup);
    if (!open) end();
  };
  async function start(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const write = (frame: Uint8Array) => {
      if (!open) return;
      controller.enqueue(frame);
      if ((controller.desiredSize ?? 0) > 0) return;
      end();
      controller.error(new Error('The reader fell behind'));
    };
    const close = (reason: 'replaced' | 'signed-out') => {
      write(frameOf(reason, {}));
      if (!open) return;
      end();
      controller.close();
    };
    // While the database is away nothing is announced either: the next heartbeat asks again.
    const check = () =>
      void holds().then(
        (held) => held || close('signed-out'),
        () => {},
      );
    onEnd(addReader({ personId, replace: () => close('replaced'), check }));
    const heartbeat = setInterval(() => {
      write(COMMENT);
      check();
    }, HEARTBEAT_MS);
    onEnd(() => clearInterval(heartbeat));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    write(RETRY);
    onEnd(await subscribe(sql, write));
    // What ended between the request and the subscription is not announced any more.
    check();
    write(frameOf('ready', {}));
  }
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) =>
        start(controller).catch((thrown: unknown) => {
          end();
          throw thrown;
        }),
      cancel: end,
    },
    { highWaterMark: MAX_UNREAD_BYTES, size: (frame) => frame?.byteLength ?? 0 },
  );
}
