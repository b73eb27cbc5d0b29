/** What one process of an installation says of itself. */
export type ProcessVitals = {
  /** `gateway`, `pages`, `worker` or `demo`. */
  role: string;
  pid: number;
  rssBytes: number;
  heapUsedBytes: number;
  /** 99th percentile of how late the event loop ran its timers over the last second or two, seconds. */
  eventLoopDelaySeconds: number;
  /** How often it was started again since the installation started. */
  restarts: number;
};

/** How long the latest webhooks of a provider took to answer, milliseconds; null while there were none. */
export type ResponseTimes = { p50: number; p99: number } | null;

/** What the gateway of this machine knows, at most some seconds old. */
export type Vitals = {
  processes: readonly ProcessVitals[];
  /** By provider. */
  responseTimes: ReadonlyMap<string, ResponseTimes>;
  /** What is under way at this moment. */
  inFlight: { webhooks: number; pages: number; streams: number; bodyBytes: number; connections: number };
};

const slot = Symbol.for('fairlead.vitals');
const shared = globalThis as { [slot]?: Vitals };

/** The latest vitals that the gateway sent to this process; null where there is no gateway. */
export function latestVitals(): Vitals | null {
  return shared[slot] ?? null;
}

/** Keeps the vitals that the gateway sent, for the code that Next bundled apart in the same process. */
export function keepVitals(vitals: Vitals): void {
  shared[slot] = vitals;
}
