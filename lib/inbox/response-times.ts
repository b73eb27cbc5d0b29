/** How long this process took to answer its latest deliveries, milliseconds; null while it answered none. */
export type ResponseTimes = { p50: number; p99: number } | null;

const KEPT = 1_000;

/** Remembers how long the latest answers took. */
export function recordResponseTimes() {
  const times: number[] = [];
  let next = 0;
  return {
    note(milliseconds: number) {
      times[next] = milliseconds;
      next = (next + 1) % KEPT;
    },
    read(): ResponseTimes {
      if (times.length === 0) return null;
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      return { p50: at(0.5), p99: at(0.99) };
    },
  };
}
