import { flexportLife } from './flexport.ts';
import { Heap } from './heap.ts';
import type { Life, ProviderName, Sending, Truth } from './life.ts';
import { DAY, utc } from './local-time.ts';
import { mvmntLife } from './mvmnt.ts';
import { partyLives } from './parties.ts';
import { hash32, Random } from './random.ts';
import { signatureHeaders, styleOf } from './sign.ts';

/** One HTTP body as a provider would send it. */
export type EmulatedDelivery = {
  provider: ProviderName;
  /** On the world's own clock: UTC, milliseconds. */
  sentAt: string;
  body: string;
  /** How many events the body holds. */
  events: number;
  /** The provider's own id of the shipment, as text; empty for news of customers, carriers and the like. */
  shipment: string;
  /** The headers that prove the sender, for the exact bytes of `body`. */
  sign(secret: string): Record<string, string>;
};

export type WorldOptions = {
  /** The same seed and options give the same bytes. */
  seed: string | number;
  /** The first shipment is born here; everything else lies after it. */
  start: Date;
  /** How many shipments are born in all. `Infinity` makes a world that never ends, given `bornEveryMs`. */
  shipments: number;
  providers?: readonly ProviderName[];
  /** The share of Flexport shipments that are told in the simple form of the brief. */
  briefShare?: number;
  /** Milliseconds between births. By default births spread over 30 days or more: 150 a day, at most 700 days. */
  bornEveryMs?: number;
  /** Leaves out this many of the first births: a world that began long ago, entered later. They count as shipments. */
  skip?: number;
  /** Short truck loads only, booked and hauled within a day or so. */
  spot?: boolean;
};

export type World = {
  /** Every delivery in order of `sentAt`. Lazy; each call starts the world anew. */
  deliveries(): Generator<EmulatedDelivery>;
  /** What finally is true of each shipment, in order of birth. Lazy too. */
  lives(): Generator<Truth>;
};

type Run = { life: Life; at: number; order: number };

function delivery(life: Life, sending: Sending): EmulatedDelivery {
  const { body, events } = sending.write();
  const { provider, shipment } = life;
  const sign = (secret: string) => signatureHeaders(styleOf(provider, body), secret, body);
  return { provider, sentAt: utc(sending.at), body, events, shipment, sign };
}

class Population {
  readonly #options: WorldOptions;
  readonly #seed: string;
  readonly #every: number;
  readonly #firstId: number;
  readonly size: number;
  readonly first: number;

  constructor(options: WorldOptions) {
    const span = Math.min(Math.max(30, options.shipments / 150), 700) * DAY;
    this.#options = options;
    this.#seed = String(options.seed);
    this.#every = options.bornEveryMs ?? span / Math.max(1, options.shipments);
    this.#firstId = 1_000_000 + (hash32(this.#seed) % 90) * 1_000_000;
    this.size = options.shipments;
    this.first = options.skip ?? 0;
  }

  bornAt(index: number): number {
    const jitter = hash32(`${this.#seed}/birth/${index}`) / 4294967296;
    return Math.floor(this.#options.start.getTime() + (index + jitter) * this.#every);
  }

  life(index: number): Life {
    const { providers = ['flexport', 'mvmnt'], briefShare = 0.08, spot = false } = this.#options;
    const random = new Random(`${this.#seed}/shipment/${index}`);
    const flexport = providers.includes('flexport') && (!providers.includes('mvmnt') || random.chance(0.6));
    const bornAt = this.bornAt(index);
    const id = this.#firstId + index;
    return flexport ? flexportLife(random, id, bornAt, random.chance(briefShare)) : mvmntLife(random, id, bornAt, spot);
  }

  /** Lives of companies and people that a broker keeps records of. */
  parties(): Life[] {
    const { providers, start, spot } = this.#options;
    if (spot || (providers && !providers.includes('mvmnt'))) return [];
    return partyLives(new Random(`${this.#seed}/parties`), start.getTime(), this.size);
  }
}

function* merge(population: Population): Generator<EmulatedDelivery> {
  const heap = new Heap<Run>((a, b) => a.at - b.at || a.order - b.order);
  const enter = (life: Life, order: number) => {
    const first = life.sendings[0];
    if (first) heap.push({ life, at: first.at, order });
  };
  for (const [i, life] of population.parties().entries()) enter(life, -1 - i);
  let born = population.first;
  for (;;) {
    while (born < population.size && population.bornAt(born) <= (heap.peek()?.at ?? Number.POSITIVE_INFINITY)) {
      enter(population.life(born), born);
      born++;
    }
    const run = heap.pop();
    const sending = run?.life.sendings.shift();
    if (!run || !sending) return;
    yield delivery(run.life, sending);
    enter(run.life, run.order);
  }
}

function* truths(population: Population): Generator<Truth> {
  for (let i = population.first; i < population.size; i++) yield population.life(i).truth();
}

/** A world that is thought out as it is asked for: memory grows with the shipments under way, not with all of them. */
export function createWorld(options: WorldOptions): World {
  const population = new Population(options);
  return { deliveries: () => merge(population), lives: () => truths(population) };
}
