import type { Sql } from '#db/client.ts';
import { CHANGE_CHANNEL, INBOX_CHANNEL } from './inbox/jobs.ts';

/** What open pages are told: shipments that became different (none named means many), or that deliveries came in. */
export type LiveMessage = { event: 'change'; shipments: string[] } | { event: 'delivery' };

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
export async function subscribe(sql: Sql, listener: Listener): Promise<() => void> {
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
  let timer: NodeJS.Timeout | undefined;
  const delivery = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      tell({ event: 'delivery' });
    }, DELIVERY_PACE).unref();
  };
  const change = (payload: string) =>
    tell({ event: 'change', shipments: (JSON.parse(payload) as { shipments: string[] }).shipments });
  const listen = async () => {
    await sql.listen(CHANGE_CHANNEL, change, () => tell({ event: 'change', shipments: [] }));
    await sql.listen(INBOX_CHANNEL, delivery);
  };
  return { listeners, started: listen() };
}
