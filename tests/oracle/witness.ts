import type { World } from '#lib/emulator/index.ts';
import { type Freight, mainLegs } from '#lib/emulator/world/freight.ts';
import type { TimelineStep } from '#lib/emulator/world/index.ts';
import type { EventHead, ShipmentTimeline } from '#lib/emulator/world/shipment-timeline.ts';

/** What customs did last, by when it happened, and whether they ever let the goods go. */
export type Customs = { at: number; is: 'held' | 'cleared'; wasCleared: boolean };

/**
 * Watches a world of its own step by step and remembers what its records forget: when each arrival was promised first, and what customs
 * did in which order, for an exam that is told late is in the records as if it were the last. Of shipments in the compact format nobody hears
 * a promise; of these it remembers what stood there when somebody looked first.
 */
export class Witness {
  readonly #steps: Iterator<TimelineStep>;
  #next: TimelineStep | undefined;
  readonly #met = new Set<ShipmentTimeline>();
  readonly #promised = new Map<number, number>();
  readonly #customs = new Map<number, Customs>();
  readonly #compact = new Map<number, Freight>();

  constructor(world: World) {
    this.#steps = world.steps();
    this.#next = this.#steps.next().value;
  }

  /** Watches until an instant, and looks then. */
  watchUntil(instant: number): void {
    for (let moment = this.#next; moment && moment.step.at <= instant; moment = this.#next) {
      this.#meet(moment.timeline);
      moment.step.take(false);
      const { records } = moment.timeline;
      if (records.kind === 'freight' && !this.isCompact(records.freight.id)) {
        this.#note(records.freight);
        if (moment.step.head?.type.startsWith('/shipment#customs_'))
          this.#noteCustoms(records.freight, moment.step.head);
      }
      this.#next = this.#steps.next().value;
    }
    for (const freight of this.#compact.values()) if (freight.opened) this.#note(freight);
  }

  #meet(timeline: ShipmentTimeline): void {
    if (this.#met.has(timeline)) return;
    this.#met.add(timeline);
    if (timeline.records.kind === 'freight' && timeline.finalState().compact)
      this.#compact.set(timeline.records.freight.id, timeline.records.freight);
  }

  #note(freight: Freight): void {
    const last = mainLegs(freight).at(-1);
    if (last && last.eta !== null && !this.#promised.has(freight.id)) this.#promised.set(freight.id, last.eta);
  }

  #noteCustoms({ id }: Freight, { type, occurredAt: at }: EventHead): void {
    const is = type.endsWith('_released') ? 'cleared' : 'held';
    const known = this.#customs.get(id);
    const wasCleared = is === 'cleared' || (known?.wasCleared ?? false);
    this.#customs.set(id, known && known.at > at ? { ...known, wasCleared } : { at, is, wasCleared });
  }

  /** What customs did of which everybody was told; null of shipments of which they said nothing, or in the compact format. */
  customs(freight: number): Customs | null {
    return this.#customs.get(freight) ?? null;
  }

  /** The arrival that was promised for a shipment at first; null where nothing was. */
  promised(freight: number): number | null {
    return this.#promised.get(freight) ?? null;
  }

  /** Whether a shipment is told in the compact format, whose events no list repeats. */
  isCompact(freight: number): boolean {
    return this.#compact.has(freight);
  }
}
