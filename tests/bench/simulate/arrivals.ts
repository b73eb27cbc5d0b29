import type { Config } from './config.ts';

const DAY_S = 86_400;
/** The rate is constant within such a slot. */
const SLOT_S = 1;

/** The webhooks a second of all shards in the second that begins at a time. */
export function rateAt({ load }: Config, time: number): number {
  if (time >= load.until) return 0;
  const daily = 1 + (load.peak - 1) * Math.cos((2 * Math.PI * (time - load.peakAt)) / DAY_S);
  const bursts = load.bursts.filter(({ at, seconds }) => time >= at && time < at + seconds);
  return load.perSecond * daily * bursts.reduce((factor, burst) => factor * burst.factor, 1);
}

/** The part of all webhooks that a shard gets; shard 0 is the largest. */
export function shareOf({ shards, load }: Config, shard: number): number {
  const largest = Math.min(1, (1 + (shards > 1 ? load.skew : 0)) / shards);
  return shard === 0 ? largest : (1 - largest) / (shards - 1);
}

/**
 * The next arrival of a shard after a time: a Poisson process whose rate is constant within each second. Null if there is none before
 * the end.
 */
export function nextArrival(
  config: Config,
  share: number,
  after: number,
  exponential: (mean: number) => number,
): number | null {
  for (let time = after; time < config.seconds; ) {
    const end = (Math.floor(time / SLOT_S) + 1) * SLOT_S;
    const rate = (rateAt(config, Math.floor(time / SLOT_S) * SLOT_S) * share) / config.grain;
    const at = rate > 0 ? time + exponential(1 / rate) : Number.POSITIVE_INFINITY;
    if (at < end) return at < config.seconds ? at : null;
    time = end;
  }
  return null;
}
