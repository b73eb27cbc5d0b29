import { setTimeout as sleep } from 'node:timers/promises';
import { withAccent } from '#lib/emulator/accent/with-accent.ts';
import { type DemoOptions, demoWorlds, type VirtualClock, virtualClock } from '#lib/emulator/world/demo-world.ts';
import type { EmulatedDelivery } from '#lib/emulator/world/index.ts';
import { HOUR } from '#lib/emulator/world/local-time.ts';
import { type Chaos, type ChaoticDelivery, withChaos } from './chaos.ts';
import { type DeliveryCounts, deliverAll, type Secrets } from './deliver.ts';

export type LiveOptions = DemoOptions & {
  baseUrl: string;
  secrets: Secrets;
  /** Simulated seconds per real second, until the real clock is reached. Default 30. */
  speed?: number;
  /** How far behind the real clock the emulation starts. Default 36 hours: at speed 30 it catches up after 75 minutes. */
  behindHours?: number;
  chaos?: Partial<Chaos>;
  /** The share of values that are written in unusual notation. */
  accent?: number;
  /** Called when the history has been sent and the clock starts. */
  onLive?: (clock: VirtualClock) => void;
  /** Called with each line of progress. */
  log: (line: string) => void;
  signal: AbortSignal;
};

function* inOrder(a: Generator<EmulatedDelivery>, b: Generator<EmulatedDelivery>): Generator<EmulatedDelivery> {
  let [first, second] = [a.next(), b.next()];
  while (!first.done || !second.done) {
    const takeFirst = second.done || (!first.done && first.value.sentAt <= second.value.sentAt);
    if (takeFirst && !first.done) {
      yield first.value;
      first = a.next();
    } else if (!second.done) {
      yield second.value;
      second = b.next();
    }
  }
}

async function* paced(
  deliveries: Iterable<EmulatedDelivery>,
  clock: VirtualClock,
  signal: AbortSignal,
): AsyncGenerator<EmulatedDelivery> {
  for (const delivery of deliveries) {
    const virtual = Date.parse(delivery.sentAt);
    for (let wait = clock.untilReal(virtual); wait > 0 && !signal.aborted; wait = clock.untilReal(virtual)) {
      await sleep(Math.min(wait, 60_000), undefined, { signal }).catch(() => {});
    }
    if (signal.aborted) return;
    yield delivery;
  }
}

/** Splits a stream at an instant: history and the rest. */
function split(stream: Iterator<EmulatedDelivery>, until: string) {
  let held: EmulatedDelivery | null = null;
  function* past(): Generator<EmulatedDelivery> {
    for (let step = stream.next(); !step.done; step = stream.next()) {
      held = step.value;
      if (held.sentAt > until) return;
      yield held;
    }
  }
  function* rest(): Generator<EmulatedDelivery> {
    if (held) yield held;
    for (let step = stream.next(); !step.done; step = stream.next()) yield step.value;
  }
  return { past: past(), rest: rest() };
}

async function deliverPast(options: LiveOptions, past: Iterable<EmulatedDelivery>): Promise<DeliveryCounts> {
  const { baseUrl, secrets, log, signal } = options;
  let count = 0;
  let forged = 0;
  const began = Date.now();
  const onDelivered = (delivery: ChaoticDelivery, status: number) => {
    if (delivery.fault === 'forged' && status === 401) forged++;
    if (++count % 500 === 0) log(`history: ${count} webhooks sent, up to ${delivery.sentAt.slice(0, 10)}`);
  };
  const counts = await deliverAll(past, { baseUrl, secrets, signal, concurrency: 8, backoffMs: 300, onDelivered });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  const others = [
    forged > 0 && `${forged} with a wrong signature were sent too, and rejected as they should be`,
    counts.failed > forged && `${counts.failed - forged} failed: see the log`,
  ];
  log([`history sent: ${counts.delivered} webhooks in ${seconds} s`, ...others.filter(Boolean)].join('. '));
  return counts;
}

/**
 * Runs the demo until the signal aborts: first the history of a world that is weeks old, as fast as the server accepts it,
 * then new events at `speed`, and in real time once it has caught up with the real clock. New shipments are created
 * all the time. No event is later than the real clock.
 */
export async function runLive(options: LiveOptions): Promise<void> {
  const { baseUrl, secrets, seed = 7, speed = 30, behindHours = 36, chaos = {}, accent = 0, log, signal } = options;
  const startedAt = Date.now();
  const behind = behindHours * HOUR;
  const [slow, spot] = demoWorlds(options, startedAt - behind);
  const world = inOrder(slow.deliveries(), spot.deliveries());
  const { past, rest } = split(
    withChaos(withAccent(world, accent, seed), chaos, seed),
    new Date(startedAt - behind).toISOString(),
  );
  await deliverPast(options, past);
  if (signal.aborted) return;
  log(`live: ${speed} simulated seconds per second until the real clock is reached`);
  const clock = virtualClock(Date.now(), behind, speed);
  options.onLive?.(clock);
  await deliverAll(paced(rest, clock, signal), { baseUrl, secrets, signal, concurrency: 4, backoffMs: 1000 });
}
