import { signatureHeaders, styleOf } from '#lib/emulator/delivery/sign.ts';
import { utc } from '#lib/emulator/world/local-time.ts';
import { Population, type WorldOptions } from '#lib/emulator/world/population.ts';
import { PriorityQueue } from './priority-queue.ts';
import type { EmittedBody, ProviderName, ShipmentTimeline, Step, Truth } from './shipment-timeline.ts';

/** One HTTP body as a provider would send it. */
export type EmulatedDelivery = {
  provider: ProviderName;
  /** On the world's own clock: UTC, milliseconds. */
  sentAt: string;
  body: string;
  /** The number of events in the body. */
  events: number;
  /** The provider's own id of the shipment, as text; empty for news of customers, carriers and the like. */
  shipment: string;
  /** The authentication headers for the exact bytes of `body`. */
  sign(secret: string): Record<string, string>;
};

export type World = {
  /** Every delivery in order of `sentAt`. Lazy; each call starts the world anew. */
  deliveries(): Generator<EmulatedDelivery>;
  /** The final state of each shipment, in order of creation. Lazy too. */
  lives(): Generator<Truth>;
  /** Every step of every lifecycle in order of time. Each step must be taken before the next one is requested. */
  course(): Generator<Moment>;
  /** One lifecycle from its beginning, by the `order` that `course` gives. */
  life(order: number): ShipmentTimeline;
};

export type Moment = { life: ShipmentTimeline; order: number; step: Step };

type Run = { life: ShipmentTimeline; at: number; order: number };

/** The delivery of a step. */
export function deliveryOf(
  { provider, shipment }: ShipmentTimeline,
  { at }: Step,
  { body, events }: EmittedBody,
): EmulatedDelivery {
  const sign = (secret: string) => signatureHeaders(styleOf(provider, body), secret, body);
  return { provider, sentAt: utc(at), body, events, shipment, sign };
}

function* unfold(population: Population): Generator<Moment> {
  const heap = new PriorityQueue<Run>((a, b) => a.at - b.at || a.order - b.order);
  const enter = (life: ShipmentTimeline, order: number) => {
    const first = life.steps[0];
    if (first) heap.push({ life, at: first.at, order });
  };
  for (const [i, life] of population.others().entries()) enter(life, -1 - i);
  let born = population.first;
  for (;;) {
    while (born < population.size && population.bornAt(born) <= (heap.peek()?.at ?? Number.POSITIVE_INFINITY)) {
      enter(population.life(born), born);
      born++;
    }
    const run = heap.pop();
    const step = run?.life.steps.shift();
    if (!run || !step) return;
    yield { life: run.life, order: run.order, step };
    enter(run.life, run.order);
  }
}

function* tell(population: Population): Generator<EmulatedDelivery> {
  for (const { life, step } of unfold(population)) {
    const told = step.take(true);
    if (told) yield deliveryOf(life, step, told);
  }
}

function* truths(population: Population): Generator<Truth> {
  for (let i = population.first; i < population.size; i++) yield population.life(i).truth();
}

/** A world that is generated lazily: memory grows with the open shipments, not with all of them. */
export function createWorld(options: WorldOptions): World {
  const population = new Population(options);
  return {
    deliveries: () => tell(population),
    lives: () => truths(population),
    course: () => unfold(population),
    life: (order) => population.life(order),
  };
}

export type { WorldOptions };
