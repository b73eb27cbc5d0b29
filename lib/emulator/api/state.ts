import type { Freight } from '#lib/emulator/world/freight.ts';
import { deliveryOf, type EmulatedDelivery, type Moment, type World } from '#lib/emulator/world/index.ts';
import type { Load } from '#lib/emulator/world/load.ts';
import { Random } from '#lib/emulator/world/random.ts';
import type { EventHead, Records, ShipmentTimeline } from '#lib/emulator/world/shipment-timeline.ts';
import { SILENT, type Touch, type Unsaid, unsaid } from './silent-changes.ts';

type Course = { world: World; moments: Generator<Moment>; next: Moment | undefined };

/** A life as the state remembers it, under way or over. */
type Thread = { world: World; order: number; taken: number; records: Records; touches: Touch[] };

/** An event of the event log. Its body is not kept: it is written anew when somebody asks. */
export type LoggedEvent = EventHead & { thread: Thread; index: number };

export type StateOptions = {
  /** Default 1. */
  seed?: string | number;
  /** What changes or goes without a webhook. Default: nothing. */
  unsaid?: Partial<Unsaid>;
};

/**
 * The records of both providers as they stand at an instant of the world's clock: what their REST interfaces show. It
 * begins before the first step of the worlds; `advanceTo` and `skipTo` move it on.
 */
export class State {
  readonly #courses: Course[];
  readonly #random: Random;
  readonly #unsaid: Unsaid;
  readonly #threads = new Map<ShipmentTimeline, Thread>();
  readonly #shipments = new Map<string, Thread>();
  readonly #lost = new Set<string>();
  readonly #records: Records[] = [];
  readonly eventLog: LoggedEvent[] = [];
  /** Goes up with every change; what was reckoned from the records holds as long as it stays. */
  version = 0;
  /** The world's clock. */
  now = 0;

  constructor(worlds: readonly World[], { seed = 1, unsaid: wanted = {} }: StateOptions = {}) {
    this.#courses = worlds.map((world) => {
      const moments = world.course();
      return { world, moments, next: moments.next().value };
    });
    this.#random = new Random(`state/${seed}`);
    this.#unsaid = { ...SILENT, ...wanted };
  }

  /** Moves on to an instant and returns the webhooks due on the way. Whoever throws them away plays a blackout. */
  advanceTo(instant: Date): EmulatedDelivery[] {
    const deliveries: EmulatedDelivery[] = [];
    this.#advance(instant.getTime(), (delivery) => deliveries.push(delivery));
    return deliveries;
  }

  /** Moves on to an instant without writing the webhooks due on the way: several times as fast. */
  skipTo(instant: Date): void {
    this.#advance(instant.getTime(), null);
  }

  /** The first whole millisecond at which the next thing has happened; null when everything is over. */
  get nextAt(): number | null {
    const next = this.#first()?.next;
    return next ? Math.ceil(next.step.at) : null;
  }

  /** The world in which something happens next. */
  #first(): Course | undefined {
    let first: Course | undefined;
    for (const course of this.#courses) {
      if (course.next && (!first?.next || course.next.step.at < first.next.step.at)) first = course;
    }
    return first;
  }

  #advance(until: number, send: ((delivery: EmulatedDelivery) => void) | null): void {
    for (let first = this.#first(); first?.next && first.next.step.at <= until; first = this.#first()) {
      this.#take(first.world, first.next, send);
      first.next = first.moments.next().value;
    }
    this.now = Math.max(this.now, until);
  }

  #take(world: World, { life, order, step }: Moment, send: ((delivery: EmulatedDelivery) => void) | null): void {
    const thread = this.#threads.get(life) ?? this.#begin(world, life, order);
    const told = step.take(send !== null);
    if (step.head) this.eventLog.push({ ...step.head, thread, index: thread.taken });
    thread.taken++;
    touch(thread.touches, thread.taken, life.records);
    this.version++;
    if (told) send?.(deliveryOf(life, step, told));
    if (life.steps.length > 0) return;
    this.#threads.delete(life);
    const { gone } = this.#unsaid;
    if (gone > 0 && this.#random.fork(`gone/${life.shipment}`).chance(gone)) this.lose(life.shipment);
  }

  #begin(world: World, life: ShipmentTimeline, order: number): Thread {
    const steps = life.steps.length + 1;
    const isShipment = life.shipment !== '';
    const touches = isShipment ? unsaid(this.#random.fork(`unsaid/${life.shipment}`), steps, this.#unsaid) : [];
    const thread = { world, order, taken: 0, records: life.records, touches };
    this.#threads.set(life, thread);
    this.#records.push(life.records);
    if (isShipment) this.#shipments.set(life.shipment, thread);
    return thread;
  }

  /** The bodies of events of the event log, as they were written when they were news. */
  bodies(entries: readonly LoggedEvent[]): string[] {
    const written = new Map<LoggedEvent, string>();
    for (const [thread, own] of Map.groupBy(entries, (entry) => entry.thread)) {
      const wanted = new Map(own.map((entry) => [entry.index, entry]));
      for (const [index, body] of relive(thread, new Set(wanted.keys()))) {
        const entry = wanted.get(index);
        if (entry) written.set(entry, body);
      }
    }
    return entries.map((entry) => written.get(entry) ?? '');
  }

  #kept<K extends Records['kind']>(kind: K): Extract<Records, { kind: K }>[] {
    return this.#records.filter((one): one is Extract<Records, { kind: K }> => one.kind === kind);
  }

  freights(): Freight[] {
    const all = this.#kept('freight').map(({ freight }) => freight);
    return this.#lost.size === 0 ? all : all.filter(({ id }) => !this.#lost.has(String(id)));
  }

  freight(id: string): Freight | null {
    const records = this.#lost.has(id) ? undefined : this.#shipments.get(id)?.records;
    return records?.kind === 'freight' ? records.freight : null;
  }

  loads(): Load[] {
    const all = this.#kept('load').map(({ load }) => load);
    return this.#lost.size === 0 ? all : all.filter(({ id }) => !this.#lost.has(id));
  }

  products() {
    return this.#kept('product').map(({ product }) => product);
  }

  parties() {
    return this.#kept('party').map(({ party }) => party);
  }

  /** Makes a shipment disappear with all that belongs to it, by Flexport's integer or MVMNT's UUID. */
  lose(shipment: string): void {
    this.#lost.add(shipment);
    this.version++;
  }

  /**
   * Changes a shipment's records past its own life. No webhook tells of it, though later ones show it. `change` runs again
   * when the life is lived once more for the event log, so it must do the same each time. Throws RangeError for a shipment that
   * is not there.
   */
  change(shipment: string, change: (records: Records) => void): void {
    const thread = this.#shipments.get(shipment);
    if (!thread) throw new RangeError(`there is no shipment ${shipment}`);
    thread.touches.push({ after: thread.taken, change });
    change(thread.records);
    this.version++;
  }

  /** Says that something was changed from outside, by a request for example. */
  changed(): void {
    this.version++;
  }
}

function touch(touches: readonly Touch[], taken: number, records: Records): void {
  for (const { after, change } of touches) if (after === taken) change(records);
}

/** Lives a life once more, as far as is needed to write what was told at some of its steps. */
function* relive({ world, order, touches }: Thread, wanted: ReadonlySet<number>): Generator<[number, string]> {
  const { steps, records } = world.life(order);
  const last = Math.max(...wanted);
  for (const [index, step] of steps.entries()) {
    if (index > last) return;
    const told = step.take(wanted.has(index));
    if (told) yield [index, told.body];
    touch(touches, index + 1, records);
  }
}
