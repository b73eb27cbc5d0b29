import type { EmulatedDelivery } from '#lib/emulator/world/index.ts';
import { PriorityQueue } from '#lib/emulator/world/priority-queue.ts';
import { Random } from '#lib/emulator/world/random.ts';
import { signatureHeaders, styleOf } from './sign.ts';

/** Probabilities from 0 to 1, drawn separately for each delivery. */
export type Chaos = {
  /** Sent a second time, a little later. */
  duplicates: number;
  /** Sent after a few later deliveries. */
  reorder: number;
  /** Sent after dozens or hundreds of later deliveries. */
  delay: number;
  /** Never sent. */
  drop: number;
  /** Sent first with an invalid signature. */
  badSignature: number;
  /** Followed by an event of a type that does not exist. */
  unknownType: number;
};

export const NO_CHAOS: Chaos = { duplicates: 0, reorder: 0, delay: 0, drop: 0, badSignature: 0, unknownType: 0 };

/** The fault applied to a delivery; absent if none. */
export type Fault = 'duplicate' | 'reordered' | 'delayed' | 'forged' | 'unknown';
export type ChaoticDelivery = EmulatedDelivery & { fault?: Fault };

function forged(delivery: EmulatedDelivery): ChaoticDelivery {
  return { ...delivery, fault: 'forged', sign: (secret) => delivery.sign(`${secret}-forged`) };
}

type AnyBody = { id?: number | string; type?: string; events?: { event: string }[] };

/** A copy of a delivery with its first event renamed to a type that no provider sends. */
function withUnknownType(delivery: EmulatedDelivery): ChaoticDelivery {
  const parsed = JSON.parse(delivery.body) as AnyBody;
  const first = parsed.events?.[0];
  const renamed = first
    ? { ...parsed, events: [{ ...first, event: 'SHIPMENT_TELEPORTED' }] }
    : {
        ...parsed,
        id: typeof parsed.id === 'number' ? parsed.id * 10 + 7 : `${parsed.id}x`,
        type: '/shipment#teleported',
      };
  const body = JSON.stringify(renamed);
  const sign = (secret: string) => signatureHeaders(styleOf(delivery.provider, body), secret, body);
  return { ...delivery, body, events: 1, fault: 'unknown', sign };
}

type Waiting = { due: number; order: number; delivery: ChaoticDelivery };

/** The copies of one delivery, each with the number of positions by which it is delayed. */
function applyChaos(random: Random, chaos: Chaos, delivery: EmulatedDelivery): [number, ChaoticDelivery][] {
  const copies: [number, ChaoticDelivery][] = [];
  if (random.chance(chaos.badSignature)) copies.push([0, forged(delivery)]);
  const dropped = random.chance(chaos.drop);
  const late = random.chance(chaos.delay);
  const swapped = random.chance(chaos.reorder);
  const shift = late ? random.int(30, 400) : swapped ? random.int(1, 6) : 0;
  const fault = late ? ({ fault: 'delayed' } as const) : swapped ? ({ fault: 'reordered' } as const) : {};
  if (!dropped) copies.push([shift, { ...delivery, ...fault }]);
  if (random.chance(chaos.duplicates)) copies.push([random.int(1, 60), { ...delivery, fault: 'duplicate' }]);
  if (random.chance(chaos.unknownType)) copies.push([1, withUnknownType(delivery)]);
  return copies;
}

/**
 * Applies faults to a stream of deliveries; the same seed gives the same faults. Late deliveries are moved back by positions;
 * all are sent by the end of the stream.
 */
export function* withChaos(
  deliveries: Iterable<EmulatedDelivery>,
  switches: Partial<Chaos>,
  seed: string | number = 'chaos',
): Generator<ChaoticDelivery> {
  const chaos = { ...NO_CHAOS, ...switches };
  const random = new Random(`chaos/${seed}`);
  const waiting = new PriorityQueue<Waiting>((a, b) => a.due - b.due || a.order - b.order);
  let position = 0;
  let order = 0;
  for (const delivery of deliveries) {
    for (const [shift, copy] of applyChaos(random, chaos, delivery)) {
      waiting.push({ due: position + shift, order: order++, delivery: copy });
    }
    for (let next = waiting.peek(); next && next.due <= position; next = waiting.peek()) {
      waiting.pop();
      yield next.delivery;
    }
    position++;
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) yield next.delivery;
}
