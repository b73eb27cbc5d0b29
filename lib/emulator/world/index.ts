import { signatureHeaders, styleOf } from '#lib/emulator/sending/sign.ts';
import { utc } from '#lib/emulator/world/local-time.ts';
import { Population, type WorldOptions } from '#lib/emulator/world/population.ts';
import { PriorityQueue } from './priority-queue.ts';
import type { EmittedBody, FinalState, ProviderName, ShipmentTimeline, Step } from './shipment-timeline.ts';

/** One HTTP body as a provider would send it. */
export type EmulatedDelivery = {
  provider: ProviderName;
  /** On the world's own clock: UTC, milliseconds. */
  sentAt: string;
  body: string;
  /** The number of events in the body. */
  events: number;
  /** The provider's own id of the shipment, as text; empty for events of customers, carriers and other parties. */
  shipment: string;
  /** The authentication headers for the exact bytes of `body`. */
  sign(secret: string): Record<string, string>;
};

export type World = {
  /** Every delivery in order of `sentAt`. Lazy; each call starts from the beginning. */
  deliveries(): Generator<EmulatedDelivery>;
  /** The final state of each shipment, in order of creation. Lazy too. */
  finalStates(): Generator<FinalState>;
  /** Every step of every timeline in order of time. Each step must be taken before the next one is requested. */
  steps(): Generator<TimelineStep>;
  /** One timeline from its start, by the `order` that `steps` returns. */
  timeline(order: number): ShipmentTimeline;
};

export type TimelineStep = { timeline: ShipmentTimeline; order: number; step: Step };

type Run = { timeline: ShipmentTimeline; at: number; order: number };

/** The delivery of a step. */
export function deliveryOf(
  { provider, shipment }: ShipmentTimeline,
  { at }: Step,
  { body, events }: EmittedBody,
): EmulatedDelivery {
  const sign = (secret: string) => signatureHeaders(styleOf(provider, body), secret, body);
  return { provider, sentAt: utc(at), body, events, shipment, sign };
}

function* stepsInOrder(population: Population): Generator<TimelineStep> {
  const heap = new PriorityQueue<Run>((a, b) => a.at - b.at || a.order - b.order);
  const enter = (timeline: ShipmentTimeline, order: number) => {
    const first = timeline.steps[0];
    if (first) heap.push({ timeline, at: first.at, order });
  };
  for (const [i, timeline] of population.others().entries()) enter(timeline, -1 - i);
  let created = population.first;
  for (;;) {
    while (
      created < population.size &&
      population.createdAt(created) <= (heap.peek()?.at ?? Number.POSITIVE_INFINITY)
    ) {
      enter(population.timeline(created), created);
      created++;
    }
    const run = heap.pop();
    const step = run?.timeline.steps.shift();
    if (!run || !step) return;
    yield { timeline: run.timeline, order: run.order, step };
    enter(run.timeline, run.order);
  }
}

function* emit(population: Population): Generator<EmulatedDelivery> {
  for (const { timeline, step } of stepsInOrder(population)) {
    const emitted = step.take(true);
    if (emitted) yield deliveryOf(timeline, step, emitted);
  }
}

function* finalStatesOf(population: Population): Generator<FinalState> {
  for (let i = population.first; i < population.size; i++) yield population.timeline(i).finalState();
}

/** A world that is generated lazily: memory grows with the open shipments, not with all of them. */
export function createWorld(options: WorldOptions): World {
  const population = new Population(options);
  return {
    deliveries: () => emit(population),
    finalStates: () => finalStatesOf(population),
    steps: () => stepsInOrder(population),
    timeline: (order) => population.timeline(order),
  };
}

export type { WorldOptions };
