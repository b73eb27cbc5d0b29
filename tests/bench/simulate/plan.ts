import { shareOf } from './arrivals.ts';
import type { Config } from './config.ts';
import type { Cost } from './costs.ts';

/** Events a second of the largest shard at which a part is busy all the time, with full commits and batches. */
export type Capacity = { part: string; perSecond: number };

export type Plan = {
  /** Of all shards, of one day. Bytes. */
  day: { stored: number; wal: number; webhooks: number; rows: number };
  /** The part that is busy first, and how many events a day that is, at the curve and skew of the configuration. */
  capacities: Capacity[];
  first: { part: string; eventsPerDay: number };
  /** Connections of each PostgreSQL at most. */
  connections: number;
};

/** Connections of `npm run web` and `npm run worker` at most: docs/operating.md. */
const CONNECTIONS = { web: 45, worker: 26 };

/** HTTP headers of a webhook, bytes: what senders with a signature and a few headers of their own send. */
const HEADER_BYTES = 500;

/** What follows from the costs by arithmetic alone. */
export function planOf(config: Config): Plan {
  const { costs, policy, load, shards } = config;
  const perEvent = ({ each, group }: Cost, size: number) => each + group / size;
  const perShard = (count: number) => Math.ceil(count / shards);
  const batch = Math.max(
    1,
    Math.min(policy.batches.live.events, Math.floor(policy.batches.live.bodyBytes / costs.body)),
  );
  const thread = perEvent(costs.worker, batch);
  // A batch also waits for PostgreSQL and the disk, so that each of a worker's batches is busy all the time before its thread may be.
  const waiting = (thread + perEvent(costs.applying, batch) + config.commitS / batch) / policy.concurrentBatches;
  const database = perEvent(costs.storing, policy.store.batch) + perEvent(costs.applying, batch);
  const capacities = [
    { part: 'gateways', perSecond: Math.floor(config.gateways / shards) / perEvent(costs.gateway, policy.store.batch) },
    { part: 'workers', perSecond: Math.floor(config.workers / shards) / Math.max(thread, waiting) },
    { part: 'PostgreSQL', perSecond: config.databaseCores / database },
  ].sort((one, other) => one.perSecond - other.perSecond);
  const [first = { part: '', perSecond: 0 }] = capacities;
  const events = load.perSecond * 86_400;
  return {
    day: {
      stored: events * costs.stored,
      wal: events * (costs.wal.storing + costs.wal.applying),
      webhooks: events * (costs.body + HEADER_BYTES),
      rows: events * costs.rows,
    },
    capacities,
    first: { part: first.part, eventsPerDay: (first.perSecond / shareOf(config, 0) / load.peak) * 86_400 },
    connections: perShard(config.gateways) * CONNECTIONS.web + perShard(config.workers) * CONNECTIONS.worker,
  };
}
