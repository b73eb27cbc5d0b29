import { SESSION_CHANNEL } from '#db/channels.ts';
import type { Sql } from '#db/client.ts';
import { CHANGE_CHANNEL, INBOX_CHANNEL, SETTLED_CHANNEL, TRACED_CHANNEL } from '#lib/inbox/jobs.ts';
import { isTraced, recordStep } from '#lib/trace/trace.ts';
import { checkReaders } from './readers.ts';

/** Messages for open pages: `subjects` are ids of changed entities (an empty list means many); `delivery`: webhooks arrived or were processed. */
type LiveMessage = { event: 'change'; subjects: string[] } | { event: 'delivery' };

/** Receives each message as one server-sent event, encoded once for all listeners. */
type Listener = (frame: Uint8Array) => void;
type Hub = { listeners: Set<Listener>; started: Promise<void> };

const slot = Symbol.for('fairlead.live');
const shared = globalThis as { [slot]?: Hub };

/** The shortest interval between two `delivery` events. */
const DELIVERY_INTERVAL_MS = 250;

/**
 * Subscribes to notifications of the database. All subscribers of a process share one database connection, which reconnects
 * automatically; they then get a message that anything may have changed. Returns a function that ends the subscription. Rejects if the
 * database cannot be reached.
 */
export async function subscribe(sql: Sql, listener: Listener): Promise<() => void> {
  shared[slot] ??= startHub(sql);
  const hub = shared[slot];
  hub.listeners.add(listener);
  try {
    await hub.started;
  } catch (thrown) {
    if (shared[slot] === hub) delete shared[slot];
    throw thrown;
  }
  return () => hub.listeners.delete(listener);
}

const encoder = new TextEncoder();

/** One server-sent event. */
export function frameOf(event: string, data: object): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function startHub(sql: Sql): Hub {
  const listeners = new Set<Listener>();
  const announce = ({ event, ...data }: LiveMessage) => {
    const frame = frameOf(event, data);
    for (const listener of listeners) listener(frame);
  };
  let pending = false;
  const delivery = () => {
    if (pending) return;
    pending = true;
    setTimeout(() => {
      pending = false;
      announce({ event: 'delivery' });
    }, DELIVERY_INTERVAL_MS).unref();
  };
  const change = (payload: string) =>
    announce({ event: 'change', subjects: (JSON.parse(payload) as { subjects: string[] }).subjects });
  const tracePush = (payload: string) => {
    const at = Date.now();
    const attributes = { 'fairlead.streams': listeners.size };
    for (const id of JSON.parse(payload) as string[])
      recordStep(id, { name: 'notify open pages', begunAt: at, endedAt: Date.now(), attributes });
  };
  const listen = async () => {
    await sql.listen(CHANGE_CHANNEL, change, () => announce({ event: 'change', subjects: [] }));
    await sql.listen(INBOX_CHANNEL, delivery);
    await sql.listen(SETTLED_CHANNEL, delivery);
    if (isTraced()) await sql.listen(TRACED_CHANNEL, tracePush);
    await sql.listen(SESSION_CHANNEL, checkReaders, () => checkReaders());
  };
  return { listeners, started: listen() };
}
