import type { Sql } from '#db/client.ts';
import { CHANGE_CHANNEL, INBOX_CHANNEL } from './inbox/jobs.ts';

/** What open pages are told: what became different, by its id (none named means much), or that deliveries came in. */
export type LiveMessage = { event: 'change'; subjects: string[] } | { event: 'delivery' };

type Listener = (message: LiveMessage) => void;
type Hub = { listeners: Set<Listener>; started: Promise<void> };

const slot = Symbol.for('fairlead.live');
const shared = globalThis as { [slot]?: Hub };

/** Deliveries come in crowds; pages hear of them this often at most, in milliseconds. */
const DELIVERY_PACE = 250;

/**
 * Subscribes to what the database announces. All subscribers of a process share one database connection, which comes back
 * by itself; after it was gone subscribers are told that anything may have changed. Returns what ends the subscription.
 */
async function subscribe(sql: Sql, listener: Listener): Promise<() => void> {
  shared[slot] ??= startHub(sql);
  const hub = shared[slot];
  hub.listeners.add(listener);
  await hub.started.catch(() => {
    if (shared[slot] === hub) delete shared[slot];
  });
  return () => hub.listeners.delete(listener);
}

function startHub(sql: Sql): Hub {
  const listeners = new Set<Listener>();
  const tell = (message: LiveMessage) => {
    for (const listener of listeners) listener(message);
  };
  let told = false;
  const delivery = () => {
    if (told) return;
    told = true;
    setTimeout(() => {
      told = false;
      tell({ event: 'delivery' });
    }, DELIVERY_PACE).unref();
  };
  const change = (payload: string) =>
    tell({ event: 'change', subjects: (JSON.parse(payload) as { subjects: string[] }).subjects });
  const listen = async () => {
    await sql.listen(CHANGE_CHANNEL, change, () => tell({ event: 'change', subjects: [] }));
    await sql.listen(INBOX_CHANNEL, delivery);
  };
  return { listeners, started: listen() };
}

/** A comment at this pace keeps proxies from closing a quiet stream, in milliseconds. */
const HEARTBEAT = 15_000;

/**
 * What is announced, as a stream of server-sent events, until the reader goes away. `ready` comes first, once nothing can
 * be missed any more: what was read before that should be read again.
 */
export function liveStream(sql: Sql, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream({
    async start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      write('retry: 1000\n\n');
      const unsubscribe = await subscribe(sql, ({ event, ...data }) =>
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      );
      write('event: ready\ndata: {}\n\n');
      const timer = setInterval(() => write(': still here\n\n'), HEARTBEAT);
      end = () => {
        clearInterval(timer);
        unsubscribe();
        end = () => {};
      };
      if (signal.aborted) end();
      signal.addEventListener('abort', () => end());
    },
    cancel: () => end(),
  });
}
