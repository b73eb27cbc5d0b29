import type { Host } from './host.ts';

/** The JavaScript thread of a process: one piece of work after the other, in the order in which they came. */
export type Thread = {
  work(seconds: number, done: () => void): void;
  /** Ends the process: what waits or runs is never done. */
  kill(): void;
  /** CPU seconds of what is done. */
  used(): number;
};

/** A thread on a host, whose cores it shares with others. */
export function openThread(host: Host): Thread {
  let waiting: { seconds: number; done: () => void }[] = [];
  let next = 0;
  let life = 0;
  let used = 0;
  const start = () => {
    const first = waiting[next];
    if (!first) return;
    const own = life;
    host.work(first.seconds, () => {
      if (own !== life) return;
      used += first.seconds;
      next += 1;
      if (next > 1_000) {
        waiting = waiting.slice(next);
        next = 0;
      }
      start();
      first.done();
    });
  };
  return {
    work(seconds, done) {
      waiting.push({ seconds, done });
      if (waiting.length === next + 1) start();
    },
    kill() {
      waiting = [];
      next = 0;
      life += 1;
    },
    used: () => used,
  };
}
