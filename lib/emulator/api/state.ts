import type { Freight } from '#lib/emulator/world/freight.ts';
import { deliveryOf, type EmulatedDelivery, type TimelineStep, type World } from '#lib/emulator/world/index.ts';
import type { Load } from '#lib/emulator/world/load.ts';
import { Random } from '#lib/emulator/world/random.ts';
import type { EventHead, Records, ShipmentTimeline } from '#lib/emulator/world/shipment-timeline.ts';
import {
  drawUnannouncedChanges,
  NO_UNANNOUNCED_CHANGES,
  type ScheduledChange,
  type UnannouncedChanges,
} from './unannounced-changes.ts';

type Stream = { world: World; steps: Generator<TimelineStep>; next: TimelineStep | undefined };

/** A timeline in the state, running or completed. */
type TimelineRun = { world: World; order: number; taken: number; records: Records; changes: ScheduledChange[] };

/** An event of the event log. Its body is not stored; it is generated when it is requested. */
export type LoggedEvent = EventHead & { run: TimelineRun; index: number };

export type StateOptions = {
  /** Default 1. */
  seed?: string | number;
  /** Changes and deletions without a webhook. Default: none. */
  unannounced?: Partial<UnannouncedChanges>;
};

/**
 * The records of both providers at an instant of the world's clock: the content of their REST APIs. It
 * begins before the first step of the worlds; `advanceTo` and `skipTo` move it on.
 */
export class State {
  readonly #streams: Stream[];
  readonly #random: Random;
  readonly #unannounced: UnannouncedChanges;
  readonly #running = new Map<ShipmentTimeline, TimelineRun>();
  readonly #shipments = new Map<string, TimelineRun>();
  readonly #removed = new Set<string>();
  readonly #records: Records[] = [];
  readonly eventLog: LoggedEvent[] = [];
  /** Increases with every change; values derived from the records are valid while it stays the same. */
  version = 0;
  /** The world's clock. */
  now = 0;

  constructor(worlds: readonly World[], { seed = 1, unannounced = {} }: StateOptions = {}) {
    this.#streams = worlds.map((world) => {
      const steps = world.steps();
      return { world, steps, next: steps.next().value };
    });
    this.#random = new Random(`state/${seed}`);
    this.#unannounced = { ...NO_UNANNOUNCED_CHANGES, ...unannounced };
  }

  /** Moves on to an instant and returns the webhooks due on the way. Discard them to simulate lost webhooks. */
  advanceTo(instant: Date): EmulatedDelivery[] {
    const deliveries: EmulatedDelivery[] = [];
    this.#advance(instant.getTime(), (delivery) => deliveries.push(delivery));
    return deliveries;
  }

  /** Moves on to an instant without writing the webhooks due on the way: several times as fast. */
  skipTo(instant: Date): void {
    this.#advance(instant.getTime(), null);
  }

  /** The first whole millisecond after the next step; null after the last one. */
  get nextAt(): number | null {
    const next = this.#first()?.next;
    return next ? Math.ceil(next.step.at) : null;
  }

  /** The world with the next step. */
  #first(): Stream | undefined {
    let first: Stream | undefined;
    for (const stream of this.#streams) {
      if (stream.next && (!first?.next || stream.next.step.at < first.next.step.at)) first = stream;
    }
    return first;
  }

  #advance(until: number, send: ((delivery: EmulatedDelivery) => void) | null): void {
    for (let first = this.#first(); first?.next && first.next.step.at <= until; first = this.#first()) {
      this.#take(first.world, first.next, send);
      first.next = first.steps.next().value;
    }
    this.now = Math.max(this.now, until);
  }

  #take(
    world: World,
    { timeline, order, step }: TimelineStep,
    send: ((delivery: EmulatedDelivery) => void) | null,
  ): void {
    const run = this.#running.get(timeline) ?? this.#start(world, timeline, order);
    const emitted = step.take(send !== null);
    if (step.head) this.eventLog.push({ ...step.head, run, index: run.taken });
    run.taken++;
    applyDueChanges(run.changes, run.taken, timeline.records);
    this.version++;
    if (emitted) send?.(deliveryOf(timeline, step, emitted));
    if (timeline.steps.length > 0) return;
    this.#running.delete(timeline);
    const { gone } = this.#unannounced;
    if (gone > 0 && this.#random.fork(`gone/${timeline.shipment}`).chance(gone)) this.removeShipment(timeline.shipment);
  }

  #start(world: World, timeline: ShipmentTimeline, order: number): TimelineRun {
    const steps = timeline.steps.length + 1;
    const isShipment = timeline.shipment !== '';
    const changes = isShipment
      ? drawUnannouncedChanges(this.#random.fork(`unsaid/${timeline.shipment}`), steps, this.#unannounced)
      : [];
    const run = { world, order, taken: 0, records: timeline.records, changes };
    this.#running.set(timeline, run);
    this.#records.push(timeline.records);
    if (isShipment) this.#shipments.set(timeline.shipment, run);
    return run;
  }

  /** The bodies of events of the event log, as they were when first sent. */
  bodies(entries: readonly LoggedEvent[]): string[] {
    const written = new Map<LoggedEvent, string>();
    for (const [run, own] of Map.groupBy(entries, (entry) => entry.run)) {
      const byIndex = new Map(own.map((entry) => [entry.index, entry]));
      for (const [index, body] of replay(run, new Set(byIndex.keys()))) {
        const entry = byIndex.get(index);
        if (entry) written.set(entry, body);
      }
    }
    return entries.map((entry) => written.get(entry) ?? '');
  }

  #recordsOf<K extends Records['kind']>(kind: K): Extract<Records, { kind: K }>[] {
    return this.#records.filter((one): one is Extract<Records, { kind: K }> => one.kind === kind);
  }

  freights(): Freight[] {
    const all = this.#recordsOf('freight').map(({ freight }) => freight);
    return this.#removed.size === 0 ? all : all.filter(({ id }) => !this.#removed.has(String(id)));
  }

  freight(id: string): Freight | null {
    const records = this.#removed.has(id) ? undefined : this.#shipments.get(id)?.records;
    return records?.kind === 'freight' ? records.freight : null;
  }

  loads(): Load[] {
    const all = this.#recordsOf('load').map(({ load }) => load);
    return this.#removed.size === 0 ? all : all.filter(({ id }) => !this.#removed.has(id));
  }

  products() {
    return this.#recordsOf('product').map(({ product }) => product);
  }

  parties() {
    return this.#recordsOf('party').map(({ party }) => party);
  }

  /** Removes a shipment and everything that belongs to it, by Flexport's integer or MVMNT's UUID. */
  removeShipment(shipment: string): void {
    this.#removed.add(shipment);
    this.version++;
  }

  /**
   * Changes a shipment's records without a webhook; later webhooks contain the change. `change` runs again
   * when the timeline is replayed for the event log, so it must do the same each time. Throws RangeError for an unknown
   * shipment.
   */
  change(shipment: string, change: (records: Records) => void): void {
    const run = this.#shipments.get(shipment);
    if (!run) throw new RangeError(`there is no shipment ${shipment}`);
    run.changes.push({ after: run.taken, change });
    change(run.records);
    this.version++;
  }

  /** Marks the state as changed from outside, for example by a request. */
  markChanged(): void {
    this.version++;
  }
}

function applyDueChanges(changes: readonly ScheduledChange[], taken: number, records: Records): void {
  for (const { after, change } of changes) if (after === taken) change(records);
}

/** Replays a timeline as far as needed to write the bodies of some of its steps. */
function* replay({ world, order, changes }: TimelineRun, indexes: ReadonlySet<number>): Generator<[number, string]> {
  const { steps, records } = world.timeline(order);
  const last = Math.max(...indexes);
  for (const [index, step] of steps.entries()) {
    if (index > last) return;
    const emitted = step.take(indexes.has(index));
    if (emitted) yield [index, emitted.body];
    applyDueChanges(changes, index + 1, records);
  }
}
