import type { Sql } from '#db/client.ts';
import { frameOf, subscribe } from './hub.ts';
import { addReader, hasRoom } from './readers.ts';

/** Interval of `beat`, by which a page knows that the stream is alive, and which keeps proxies from closing it. */
const BEAT_MS = 2_000;
/** Interval at which the session is checked, if nothing says before that it ended. */
const CHECK_MS = 15_000;

/** Buffered bytes of a stream whose client does not read. Beyond it the stream ends; the page reconnects and reloads. */
export const MAX_UNREAD_BYTES = 256 * 1024;

const encoder = new TextEncoder();
const RETRY = encoder.encode('retry: 1000\n\n');
const BEAT = frameOf('beat', {});

export type LiveOptions = {
  /** The user: streams are limited per user. */
  personId: string;
  /** Aborted when the connection ends. */
  signal: AbortSignal;
  /** Whether the session of the stream is still open. Called every 15 seconds, and when sessions end. */
  holds: () => Promise<boolean>;
};

/**
 * Changes as server-sent events, until the client disconnects or falls behind. `ready` is sent first, when no change can be
 * missed any more: data that was read before should be read again. `replaced` is sent last if the same user opened too many newer
 * streams, `signed-out` if the session ended. In between, `beat` every two seconds. Null if the process has its maximum of streams.
 */
export function openLiveStream(sql: Sql, { personId, signal, holds }: LiveOptions): ReadableStream<Uint8Array> | null {
  if (!hasRoom(personId)) return null;
  const cleanups: (() => void)[] = [];
  let open = true;
  const end = () => {
    open = false;
    for (const cleanup of cleanups.splice(0)) cleanup();
  };
  /** Calls a function when the stream ends, or at once if it has. */
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
    // While the database is unavailable there are no changes either; the next check repeats it.
    const check = () =>
      void holds().then(
        (held) => held || close('signed-out'),
        () => {},
      );
    onEnd(addReader({ personId, replace: () => close('replaced'), check }));
    const beat = setInterval(() => write(BEAT), BEAT_MS);
    const checks = setInterval(check, CHECK_MS);
    onEnd(() => {
      clearInterval(beat);
      clearInterval(checks);
    });
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    write(RETRY);
    onEnd(await subscribe(sql, write));
    // A session that ended between the request and the subscription is not announced any more.
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
