import type { World } from '#lib/emulator/index.ts';
import { type Freight, mainLegs } from '#lib/emulator/world/freight.ts';
import type { TimelineStep } from '#lib/emulator/world/index.ts';
import type { EventHead, ShipmentTimeline } from '#lib/emulator/world/shipment-timeline.ts';

/** The latest customs event by time of occurrence, and whether the goods were ever cleared. */
export type Customs = { at: number; is: 'held' | 'cleared'; wasCleared: boolean };

/**
 * Follows a world step by step and stores what its records do not keep: the first promised arrival, and the order of customs events by
 * occurrence (a late report of an exam is in the records as if it were the latest). Shipments in the compact format report no
 * promise; for them it stores the estimate at the first comparison.
 */
export class WorldObserver {
  readonly #steps: Iterator<TimelineStep>;
  #next: TimelineStep | undefined;
  readonly #seen = new Set<ShipmentTimeline>();
  readonly #promised = new Map<number, number>();
  readonly #customs = new Map<number, Customs>();
  readonly #compact = new Map<number, Freight>();

  constructor(world: World) {
    this.#steps = world.steps();
    this.#next = this.#steps.next().value;
  }

  /** Follows the world to an instant. */
  observeUntil(instant: number): void {
    for (let moment = this.#next; moment && moment.step.at <= instant; moment = this.#next) {
      this.#see(moment.timeline);
      moment.step.take(false);
      const { records } = moment.timeline;
      if (records.kind === 'freight' && !this.isCompact(records.freight.id)) {
        this.#recordPromise(records.freight);
        if (moment.step.head?.type.startsWith('/shipment#customs_'))
          this.#recordCustoms(records.freight, moment.step.head);
      }
      this.#next = this.#steps.next().value;
    }
    for (const freight of this.#compact.values()) if (freight.opened) this.#recordPromise(freight);
  }

  #see(timeline: ShipmentTimeline): void {
    if (this.#seen.has(timeline)) return;
    this.#seen.add(timeline);
    if (timeline.records.kind === 'freight' && timeline.finalState().compact)
      this.#compact.set(timeline.records.freight.id, timeline.records.freight);
  }

  #recordPromise(freight: Freight): void {
    const last = mainLegs(freight).at(-1);
    if (last && last.eta !== null && !this.#promised.has(freight.id)) this.#promised.set(freight.id, last.eta);
  }

  #recordCustoms({ id }: Freight, { type, occurredAt: at }: EventHead): void {
    const is = type.endsWith('_released') ? 'cleared' : 'held';
    const known = this.#customs.get(id);
    const wasCleared = is === 'cleared' || (known?.wasCleared ?? false);
    this.#customs.set(id, known && known.at > at ? { ...known, wasCleared } : { at, is, wasCleared });
  }

  /** The reported customs events; null if there are none, and for the compact format. */
  customs(freight: number): Customs | null {
    return this.#customs.get(freight) ?? null;
  }

  /** The first promised arrival of a shipment; null if there is none. */
  promised(freight: number): number | null {
    return this.#promised.get(freight) ?? null;
  }

  /** Whether a shipment is reported in the compact format, whose events are not in the event log. */
  isCompact(freight: number): boolean {
    return this.#compact.has(freight);
  }
}
