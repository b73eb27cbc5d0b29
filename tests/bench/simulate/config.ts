import type { EventCosts } from './costs.ts';
import type { Policy } from './policy.ts';

/** More webhooks than usual for a while: `factor` times the rate. Seconds from the start. */
export type Burst = { at: number; seconds: number; factor: number };
/** So many workers of each shard end at once, and are started again later. */
export type WorkerOutage = { at: number; seconds: number; workers: number };
/** The database of one shard is away. */
export type Failover = { at: number; seconds: number; shard: number };
/** Events of all shards that are processed again in the background. */
export type Replay = { at: number; events: number };

/** What is simulated. Times are seconds from the start. */
export type Config = {
  seed: number;
  seconds: number;
  policy: Policy;
  costs: EventCosts;
  /** Each has a PostgreSQL, and an equal part of the gateways and workers. */
  shards: number;
  gateways: number;
  workers: number;
  databaseCores: number;
  /**
   * All gateways, workers and databases share a machine, on which so many threads of others run from a time on; null where each has
   * cores of its own.
   */
  machine: { cores: number; others: readonly { from: number; count: number }[] } | null;
  /** The wait of a commit for the disk. */
  commitS: number;
  /** Webhooks that arrive together: 1 for each by itself; more is coarser and faster. */
  grain: number;
  /** CPU seconds that a webhook costs its sender on the same machine; 0 where senders are elsewhere. */
  senderCpuS: number;
  load: {
    /** Mean of a day. */
    perSecond: number;
    /** The highest rate of the day by the mean, 1 to 2, and when it is reached: a day is a cosine. */
    peak: number;
    peakAt: number;
    bursts: readonly Burst[];
    /** The largest shard has so much more than the mean: 0.1 for 10 %. */
    skew: number;
    /** When the first event arrives last; `seconds` for never. */
    until: number;
  };
  /** Events that are stored and not processed at the start. */
  backlog: number;
  outages: readonly WorkerOutage[];
  failovers: readonly Failover[];
  replays: readonly Replay[];
  /** After how long a provider sends a refused webhook again; then it gives up. */
  retriesS: readonly number[];
  /** How often the backlog is sampled. */
  sampleS: number;
};
