import type { Agenda } from './agenda.ts';
import type { Config } from './config.ts';
import type { Shard } from './shard.ts';
import type { Grain, Tally } from './tally.ts';
import type { Thread } from './thread.ts';

/** Pause between two attempts of a write while the database is away, as in `lib/inbox/store.ts`. */
const PAUSE_S = 0.1;

/** Receives webhooks, which arrive at `arrivedAt`. */
export type Gateway = { receive(grain: Grain, arrivedAt: number): void };

type Waiting = { grain: Grain; arrivedAt: number };

export type GatewayParts = {
  agenda: Agenda;
  thread: Thread;
  shard: Shard;
  tally: Tally;
  /** Refused: the sender tries again, or gives up. */
  refuse: (grain: Grain) => void;
};

/** Webhooks that arrive while the writers are busy share the next commit. Each is answered after its commit. */
export function openGateway(config: Config, { agenda, thread, shard, tally, refuse }: GatewayParts): Gateway {
  const { costs, policy, commitS } = config;
  let queue: Waiting[] = [];
  let waiting = 0;
  let writing = 0;
  const notify = throttle(agenda, policy.notifyS, shard.notify);
  const stored = (taken: Waiting[]) => {
    const fresh: Grain[] = [];
    for (const { grain, arrivedAt } of taken) {
      if (grain.isStored) tally.duplicates += grain.count;
      else {
        fresh.push(grain);
        tally.stored += grain.count;
        tally.backlog.add(grain.count);
      }
      const took = agenda.now() - arrivedAt;
      if (took > policy.storeTimeoutS) refuse({ ...grain, isStored: true });
      else {
        tally.answered += grain.count;
        tally.answer.note(took, grain.count);
      }
    }
    if (fresh.length > 0) shard.enqueue({ grains: fresh }, 'live');
    notify();
    next();
  };
  const write = (taken: Waiting[], count: number, begunAt: number) => {
    if (!shard.isAway()) {
      const seconds = costs.storing.each * count + costs.storing.group;
      const done = () => agenda.after(commitS, () => stored(taken));
      return shard.host.work(seconds, done, () => write(taken, count, begunAt));
    }
    if (agenda.now() - begunAt + PAUSE_S <= policy.retryWithinS)
      return agenda.after(PAUSE_S, () => write(taken, count, begunAt));
    for (const { grain } of taken) refuse(grain);
    next();
  };
  const next = () => {
    writing -= 1;
    begin();
  };
  const begin = () => {
    if (writing >= policy.store.writers || queue.length === 0) return;
    writing += 1;
    const { taken, count, left } = split(queue, policy.store.batch);
    queue = left;
    waiting -= count;
    tally.commits += 1;
    thread.work(costs.gateway.group, () => write(taken, count, agenda.now()));
    begin();
  };
  return {
    receive(grain, arrivedAt) {
      thread.work(costs.gateway.each * grain.count, () => {
        if (waiting >= policy.store.waiting) return refuse(grain);
        queue.push({ grain, arrivedAt });
        waiting += grain.count;
        begin();
      });
    },
  };
}

/** The first that fit into one commit; at least one. */
function split(queue: readonly Waiting[], most: number): { taken: Waiting[]; count: number; left: Waiting[] } {
  let count = 0;
  let at = 0;
  for (const { grain } of queue) {
    if (at > 0 && count + grain.count > most) break;
    count += grain.count;
    at += 1;
  }
  return { taken: queue.slice(0, at), count, left: queue.slice(at) };
}

/** Calls `act` at once, or once for all calls within `intervalS` of the last. */
function throttle(agenda: Agenda, intervalS: number, act: () => void): () => void {
  let isResting = false;
  let again = false;
  const ring = () => {
    again = isResting;
    if (isResting) return;
    isResting = true;
    agenda.after(intervalS, () => {
      isResting = false;
      if (again) ring();
    });
    act();
  };
  return ring;
}
