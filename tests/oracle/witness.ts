import type { World } from '#lib/emulator/index.ts';
import { type Freight, mainLegs } from '#lib/emulator/world/freight.ts';
import type { Moment } from '#lib/emulator/world/index.ts';
import type { ShipmentTimeline } from '#lib/emulator/world/shipment-timeline.ts';

/**
 * Watches a world of its own step by step and remembers what its records forget: when each arrival was promised first. Of shipments that
 * are told in the short form nobody hears a promise; of these it remembers what stood there when somebody looked first.
 */
export class Witness {
  readonly #course: Iterator<Moment>;
  #next: Moment | undefined;
  readonly #met = new Set<ShipmentTimeline>();
  readonly #promised = new Map<number, number>();
  readonly #brief = new Map<number, Freight>();

  constructor(world: World) {
    this.#course = world.course();
    this.#next = this.#course.next().value;
  }

  /** Watches until an instant, and looks then. */
  watchUntil(instant: number): void {
    for (let moment = this.#next; moment && moment.step.at <= instant; moment = this.#next) {
      this.#meet(moment.life);
      moment.step.take(false);
      const { records } = moment.life;
      if (records.kind === 'freight' && !this.isBrief(records.freight.id)) this.#note(records.freight);
      this.#next = this.#course.next().value;
    }
    for (const freight of this.#brief.values()) if (freight.opened) this.#note(freight);
  }

  #meet(life: ShipmentTimeline): void {
    if (this.#met.has(life)) return;
    this.#met.add(life);
    if (life.records.kind === 'freight' && life.truth().brief)
      this.#brief.set(life.records.freight.id, life.records.freight);
  }

  #note(freight: Freight): void {
    const last = mainLegs(freight).at(-1);
    if (last && last.eta !== null && !this.#promised.has(freight.id)) this.#promised.set(freight.id, last.eta);
  }

  /** The arrival that was promised for a shipment at first; null where nothing was. */
  promised(freight: number): number | null {
    return this.#promised.get(freight) ?? null;
  }

  /** Whether a shipment is told in the short form, whose events no list repeats. */
  isBrief(freight: number): boolean {
    return this.#brief.has(freight);
  }
}
