import type { Config } from './config.ts';
import type { EventCosts } from './costs.ts';
import { PRODUCT_POLICY } from './policy.ts';

const NONE = { each: 0, group: 0 };

/** An event that costs nothing. */
export const FREE: EventCosts = {
  body: 200,
  gateway: NONE,
  storing: NONE,
  worker: NONE,
  applying: NONE,
  wal: { storing: 0, applying: 0 },
  stored: 0,
  rows: 0,
};

/** One shard with one gateway and one worker on cores of their own, and a constant load. */
export const PLAIN: Config = {
  seed: 1,
  seconds: 1_000,
  policy: PRODUCT_POLICY,
  costs: FREE,
  shards: 1,
  gateways: 1,
  workers: 1,
  databaseCores: 1,
  machine: null,
  commitS: 0,
  grain: 1,
  senderCpuS: 0,
  load: { perSecond: 0, peak: 1, peakAt: 0, bursts: [], skew: 0, until: Number.POSITIVE_INFINITY },
  backlog: 0,
  outages: [],
  failovers: [],
  replays: [],
  retriesS: [5, 10, 20, 40, 80],
  sampleS: 1,
};

/** `PLAIN` with so many webhooks a second. */
export const at = (perSecond: number, changed: Partial<Config> = {}): Config => ({
  ...PLAIN,
  ...changed,
  load: { ...PLAIN.load, ...changed.load, perSecond },
});
