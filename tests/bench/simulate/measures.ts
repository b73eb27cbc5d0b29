/** Durations in seconds, weighted. Percentiles are exact to one per cent. */
export type Durations = {
  note(seconds: number, count: number): void;
  read(): { count: number; mean: number; p50: number; p99: number; max: number };
};

/** The shortest duration that is told from 0. */
const LEAST_S = 1e-5;
const STEP = Math.log(1.01);

/** Counts durations in classes that are one per cent wide. */
export function openDurations(): Durations {
  const counts: number[] = [];
  let count = 0;
  let sum = 0;
  let max = 0;
  const quantile = (share: number) => {
    let below = 0;
    for (const [at, inClass] of counts.entries()) {
      below += inClass ?? 0;
      if (below >= count * share && below > 0) return at === 0 ? 0 : Math.min(max, LEAST_S * Math.exp(STEP * at));
    }
    return 0;
  };
  return {
    note(seconds, weight) {
      const at = seconds <= LEAST_S ? 0 : Math.ceil(Math.log(seconds / LEAST_S) / STEP);
      while (counts.length <= at) counts.push(0);
      counts[at] = (counts[at] ?? 0) + weight;
      count += weight;
      sum += seconds * weight;
      max = Math.max(max, seconds);
    },
    read: () => ({ count, mean: count === 0 ? 0 : sum / count, p50: quantile(0.5), p99: quantile(0.99), max }),
  };
}

/** A number that changes with time, its mean over time and its peak. */
export type Level = {
  add(change: number): void;
  now(): number;
  /** `peakAt` in seconds from the start. */
  read(): { mean: number; peak: number; peakAt: number };
};

export function openLevel(clock: () => number): Level {
  let level = 0;
  let area = 0;
  let since = 0;
  let peak = 0;
  let peakAt = 0;
  const settle = () => {
    area += level * (clock() - since);
    since = clock();
  };
  return {
    add(change) {
      settle();
      level += change;
      if (level > peak) [peak, peakAt] = [level, clock()];
    },
    now: () => level,
    read() {
      settle();
      return { mean: since === 0 ? 0 : area / since, peak, peakAt };
    },
  };
}
