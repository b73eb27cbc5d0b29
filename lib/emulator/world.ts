import { EVENTS, flexportLife } from './flexport.ts';
import type { SharedOrder } from './goods.ts';
import { Heap } from './heap.ts';
import type { Life, ProviderName, Sending, Truth } from './life.ts';
import { DAY, utc } from './local-time.ts';
import { mvmntLife } from './mvmnt.ts';
import { partyLives } from './parties.ts';
import { productLives } from './product-lives.ts';
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

/** How many births in a row may share an order. */
const NEIGHBOURS = 4;

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

  /** What kind of life a shipment has: the first numbers of its own stream. */
  #kindOf(index: number): { random: Random; flexport: boolean; brief: boolean } {
    const { providers = ['flexport', 'mvmnt'], briefShare = 0.08 } = this.#options;
    const random = new Random(`${this.#seed}/shipment/${index}`);
    const flexport = providers.includes('flexport') && (!providers.includes('mvmnt') || random.chance(0.6));
    return { random, flexport, brief: flexport && random.chance(briefShare) };
  }

  /** Some neighbours sail the same lane and share an order; the first of them tells of it. */
  #sharedBy(index: number): SharedOrder | undefined {
    const group = Math.floor(index / NEIGHBOURS);
    const random = new Random(`${this.#seed}/group/${group}`);
    if (!random.chance(0.4)) return undefined;
    const all = Array.from({ length: NEIGHBOURS }, (_, i) => group * NEIGHBOURS + i);
    const members = all.filter((one) => this.#kindOf(one).flexport && !this.#kindOf(one).brief);
    const [first] = members;
    if (first === undefined || members.length < 2 || !members.includes(index)) return undefined;
    const orderId = (this.#firstId + first) * 20 + 19;
    return { random, orderId, createdAt: this.bornAt(first), mine: index === first, parts: members.length };
  }

  life(index: number): Life {
    const { random, flexport, brief } = this.#kindOf(index);
    const bornAt = this.bornAt(index);
    const id = this.#firstId + index;
    if (flexport) return flexportLife(random, id, bornAt, brief, this.#sharedBy(index));
    return mvmntLife(random, id, bornAt, this.#options.spot ?? false);
  }

  /** What the forwarder's clients sell and buy. */
  products(): Life[] {
    const { providers, start, briefShare = 0 } = this.#options;
    if (briefShare >= 1 || (providers && !providers.includes('flexport'))) return [];
    return productLives(
      new Random(`${this.#seed}/products`),
      start.getTime(),
      this.size,
      this.#firstId * EVENTS - 10_000,
    );
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
  const others = [...population.parties(), ...population.products()];
  for (const [i, life] of others.entries()) enter(life, -1 - i);
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
