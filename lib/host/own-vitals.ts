import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { OwnVitals } from './messages.ts';

/** Measures this process. Each reading covers the time since the previous one. */
export function watchOwnVitals(): () => OwnVitals {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  return () => {
    const { rss, heapUsed } = process.memoryUsage();
    // Nanoseconds; includes the 20 ms between two samples.
    const seconds = Math.max(0, delay.percentile(99) / 1e9 - 0.02);
    delay.reset();
    return { pid: process.pid, rssBytes: rss, heapUsedBytes: heapUsed, eventLoopDelaySeconds: seconds };
  };
}
