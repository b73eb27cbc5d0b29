import type { Agenda } from './agenda.ts';

/** CPU time that a host works off; `failed` is called instead of `done` if the work is cut off. */
type Work = { finish: number; done: () => void; failed: () => void };

/** A machine, or its share, with a number of cores. */
export type Host = {
  /** Works off CPU seconds, on one core at most. `done` is never called before this returns. */
  work(seconds: number, done: () => void, failed?: () => void): void;
  /** Cuts off all work that runs. */
  cutOff(): void;
  /** How many threads of somebody else run from now on. */
  setOthers(count: number): void;
  /** CPU seconds used so far. */
  used(): number;
};

/**
 * Shares its cores equally among all that runs, as the scheduler of an operating system does: n pieces of work run at the rate
 * min(1, cores / (n + others)), where `others` run all the time and belong to somebody else. Each has the same rate, so one count of the CPU
 * time that every piece has received is enough.
 */
export function openHost(agenda: Agenda, cores: number): Host {
  let others = 0;
  let running: Work[] = [];
  let received = 0;
  let used = 0;
  let since = 0;
  let generation = 0;
  const rate = () => Math.min(1, cores / (running.length + others));
  const settle = () => {
    const elapsed = agenda.now() - since;
    since = agenda.now();
    if (running.length === 0) return;
    received += elapsed * rate();
    used += elapsed * rate() * running.length;
  };
  const plan = () => {
    generation += 1;
    if (running.length === 0) return;
    const planned = generation;
    const first = running.reduce((least, { finish }) => Math.min(least, finish), Number.POSITIVE_INFINITY);
    agenda.after(Math.max(0, first - received) / rate(), () => {
      if (planned === generation) finishUntil(first);
    });
  };
  const finishUntil = (finish: number) => {
    settle();
    received = Math.max(received, finish);
    const done = running.filter((one) => one.finish <= received);
    running = running.filter((one) => one.finish > received);
    plan();
    for (const one of done) one.done();
  };
  return {
    work(seconds, done, failed = () => {}) {
      settle();
      running.push({ finish: received + seconds, done, failed });
      plan();
    },
    cutOff() {
      settle();
      const cut = running;
      running = [];
      plan();
      for (const one of cut) one.failed();
    },
    setOthers(count) {
      settle();
      others = count;
      plan();
    },
    used() {
      settle();
      return used;
    },
  };
}
