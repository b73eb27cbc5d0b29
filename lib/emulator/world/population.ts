import { EVENTS, flexportTimeline } from '#lib/emulator/flexport/index.ts';
import { mvmntTimeline } from '#lib/emulator/mvmnt/index.ts';
import type { SharedOrder } from './goods.ts';
import { DAY } from './local-time.ts';
import { partyTimelines, silentParties } from './parties.ts';
import { productTimelines, silentProducts } from './product-timelines.ts';
import { hash32, Random } from './random.ts';
import type { ProviderName, ShipmentTimeline } from './shipment-timeline.ts';

export type WorldOptions = {
  /** The same seed and options give the same bytes. */
  seed: string | number;
  /** When the first shipment is created; everything else is later. */
  start: Date;
  /** The total number of shipments. `Infinity` makes a world that never ends, given `bornEveryMs`. */
  shipments: number;
  providers?: readonly ProviderName[];
  /** The share of Flexport shipments that use the compact format. */
  compactShare?: number;
  /** Milliseconds between new shipments. By default they are spread over 30 days or more: 150 a day, at most 700 days. */
  shipmentIntervalMs?: number;
  /** Skips this many of the first shipments, as if the world had started long ago. They count as shipments. */
  skip?: number;
  /** Short truck loads only, booked and hauled within a day or so. */
  spot?: boolean;
};

/** The number of consecutive shipments that may share an order. */
const NEIGHBOURS = 4;

/** The lifecycles of a world and when they begin. Each can be generated on its own and is the same every time. */
export class Population {
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
    this.#every = options.shipmentIntervalMs ?? span / Math.max(1, options.shipments);
    this.#firstId = 1_000_000 + (hash32(this.#seed) % 90) * 1_000_000;
    this.size = options.shipments;
    this.first = options.skip ?? 0;
  }

  createdAt(index: number): number {
    const jitter = hash32(`${this.#seed}/birth/${index}`) / 4294967296;
    return Math.floor(this.#options.start.getTime() + (index + jitter) * this.#every);
  }

  /** The kind of a shipment, from the first numbers of its own random stream. */
  #kindOf(index: number): { random: Random; flexport: boolean; compact: boolean } {
    const { providers = ['flexport', 'mvmnt'], compactShare = 0.08 } = this.#options;
    const random = new Random(`${this.#seed}/shipment/${index}`);
    const flexport = providers.includes('flexport') && (!providers.includes('mvmnt') || random.chance(0.6));
    return { random, flexport, compact: flexport && random.chance(compactShare) };
  }

  /** Some consecutive shipments use the same lane and share an order; the first of them sends its events. */
  #sharedBy(index: number): SharedOrder | undefined {
    const group = Math.floor(index / NEIGHBOURS);
    const random = new Random(`${this.#seed}/group/${group}`);
    if (!random.chance(0.4)) return undefined;
    const all = Array.from({ length: NEIGHBOURS }, (_, i) => group * NEIGHBOURS + i);
    const members = all.filter((one) => this.#kindOf(one).flexport && !this.#kindOf(one).compact);
    const [first] = members;
    if (first === undefined || members.length < 2 || !members.includes(index)) return undefined;
    const orderId = (this.#firstId + first) * 20 + 19;
    return { random, orderId, createdAt: this.createdAt(first), mine: index === first, parts: members.length };
  }

  #shipment(index: number): ShipmentTimeline {
    const { random, flexport, compact } = this.#kindOf(index);
    const createdAt = this.createdAt(index);
    const id = this.#firstId + index;
    if (flexport) return flexportTimeline(random, id, createdAt, compact, this.#sharedBy(index));
    return mvmntTimeline(random, id, createdAt, this.#options.spot ?? false);
  }

  /** The products that the forwarder's clients sell and buy. */
  #products(): ShipmentTimeline[] {
    const { providers, start, compactShare = 0 } = this.#options;
    if (providers && !providers.includes('flexport')) return [];
    const reported = compactShare >= 1 ? 0 : this.size;
    const random = new Random(`${this.#seed}/products`);
    const finalStates = productTimelines(random, start.getTime(), reported, this.#firstId * EVENTS - 10_000);
    return [...finalStates, ...silentProducts(start.getTime(), reported)];
  }

  /** The companies and contacts in the broker's records. */
  #parties(): ShipmentTimeline[] {
    const { providers, start, spot } = this.#options;
    if (providers && !providers.includes('mvmnt')) return [];
    const reported = spot ? 0 : this.size;
    const random = new Random(`${this.#seed}/parties`);
    return [
      ...partyTimelines(random, start.getTime(), reported),
      ...silentParties(random.fork('quiet'), start.getTime(), reported),
    ];
  }

  /** The timelines that are not shipments; their order is part of the world. */
  others(): ShipmentTimeline[] {
    return [...this.#parties(), ...this.#products()];
  }

  /** A timeline from its start: shipments by their number from 0 up, the others from -1 down. */
  timeline(order: number): ShipmentTimeline {
    const timeline = order >= 0 ? this.#shipment(order) : this.others()[-1 - order];
    if (!timeline) throw new RangeError(`there is no timeline ${order}`);
    return timeline;
  }
}
