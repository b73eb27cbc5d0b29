/** The vitals of one process. */
export type ProcessVitals = {
  /** `gateway`, `pages`, `worker` or `demo`. */
  role: string;
  pid: number;
  rssBytes: number;
  heapUsedBytes: number;
  /** 99th percentile of how late the event loop ran its timers over the last second or two, seconds. */
  eventLoopDelaySeconds: number;
  /** How often it was restarted since the installation started. */
  restarts: number;
};

/** Response times of the latest webhooks of a provider, milliseconds; null without any. */
export type ResponseTimes = { p50: number; p99: number } | null;

/** The vitals that the gateway of this machine collects, some seconds old at most. */
export type Vitals = {
  processes: readonly ProcessVitals[];
  /** By provider. */
  responseTimes: ReadonlyMap<string, ResponseTimes>;
  /** Current requests and connections. */
  inFlight: { webhooks: number; pages: number; streams: number; bodyBytes: number; connections: number };
};

const slot = Symbol.for('fairlead.vitals');
const shared = globalThis as { [slot]?: Vitals };

/** The latest vitals that the gateway sent to this process; null where there is no gateway. */
export function latestVitals(): Vitals | null {
  return shared[slot] ?? null;
}

/** Stores the vitals that the gateway sent, for the code that Next bundled separately in the same process. */
export function storeVitals(vitals: Vitals): void {
  shared[slot] = vitals;
}
