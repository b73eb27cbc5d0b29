import type { Priority } from '#lib/queue/index.ts';
import type { Host } from './host.ts';
import type { Policy } from './policy.ts';
import type { Grain } from './tally.ts';

/** The webhooks of one commit, or a part of a replay. */
export type Job = { grains: Grain[] };
export type Batch = { jobs: Job[]; grains: Grain[]; events: number; rest: Job[] };

/** A database with its queue. */
export type Shard = {
  host: Host;
  isAway(): boolean;
  setAway(away: boolean): void;
  enqueue(job: Job, priority: Priority): void;
  /** Fetches jobs, oldest first, until their events fill a batch, as `fetchBatch` in `lib/inbox` does. */
  fetch(priority: Priority): Batch;
  /** A transaction was rolled back: its jobs are the first again. */
  giveBack(batch: Batch, priority: Priority): void;
  /** Calls `act` whenever a gateway notifies. */
  onNotified(act: () => void): void;
  notify(): void;
};

export function openShard(host: Host, { batches }: Policy, bodyBytes: number): Shard {
  const queues: Record<Priority, Fifo> = { live: new Fifo(), background: new Fifo() };
  const listeners: (() => void)[] = [];
  let away = false;
  return {
    host,
    isAway: () => away,
    setAway(isAway) {
      away = isAway;
      if (away) host.cutOff();
    },
    enqueue: (job, priority) => queues[priority].push(job),
    fetch(priority) {
      const limits = batches[priority];
      const batch: Batch = { jobs: [], grains: [], events: 0, rest: [] };
      const most = Math.max(1, Math.min(limits.events, Math.floor(limits.bodyBytes / bodyBytes)));
      while (batch.events < most) {
        const jobs = queues[priority].take(limits.jobs);
        for (const job of jobs) fill(batch, job, most);
        if (jobs.length < limits.jobs) break;
      }
      return batch;
    },
    giveBack: ({ jobs }, priority) => queues[priority].putBack(jobs),
    onNotified: (act) => listeners.push(act),
    notify() {
      for (const act of listeners) act();
    },
  };
}

/** Adds the events of a job as far as they fit; the others need a job of their own. */
function fill(batch: Batch, job: Job, most: number): void {
  batch.jobs.push(job);
  const rest: Grain[] = [];
  for (const grain of job.grains) {
    const fitting = Math.min(grain.count, most - batch.events);
    if (fitting > 0) batch.grains.push(fitting === grain.count ? grain : { ...grain, count: fitting });
    if (fitting < grain.count) rest.push({ ...grain, count: grain.count - fitting });
    batch.events += fitting;
  }
  if (rest.length > 0) batch.rest.push({ grains: rest });
}

class Fifo {
  #jobs: Job[] = [];
  #first = 0;

  push(job: Job): void {
    this.#jobs.push(job);
  }

  take(limit: number): Job[] {
    const taken = this.#jobs.slice(this.#first, this.#first + limit);
    this.#first += taken.length;
    if (this.#first > 10_000 && this.#first * 2 > this.#jobs.length) this.#compact();
    return taken;
  }

  putBack(jobs: readonly Job[]): void {
    this.#jobs = [...jobs, ...this.#jobs.slice(this.#first)];
    this.#first = 0;
  }

  #compact(): void {
    this.#jobs = this.#jobs.slice(this.#first);
    this.#first = 0;
  }
}
