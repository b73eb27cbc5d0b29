/** Response times of this process for its latest deliveries, milliseconds; null before the first. */
export type ResponseTimes = { p50: number; p99: number } | null;

const MAX_SAMPLES = 1_000;

/** Records the response times of the latest deliveries. */
export function recordResponseTimes() {
  const times: number[] = [];
  let next = 0;
  return {
    note(milliseconds: number) {
      times[next] = milliseconds;
      next = (next + 1) % MAX_SAMPLES;
    },
    read(): ResponseTimes {
      if (times.length === 0) return null;
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      return { p50: at(0.5), p99: at(0.99) };
    },
  };
}
