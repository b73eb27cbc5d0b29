import { perhapsDelayed } from './delays.ts';
import { expectFreeTime } from './delivery.ts';
import type { Container, ContainerLeg, Leg } from './freight.ts';
import { atHour, DAY, HOUR } from './local-time.ts';
import type { Stretch } from './route.ts';
import type { Script } from './script.ts';

const LEG = '/shipment_leg#';
const PART = '/ocean/shipment_container_leg#';

/** The planned departure and arrival of a leg. */
export type Plan = { departs: number; arrives: number };

function plannedHour(script: Script, at: number, zone: string): number {
  return script.random.chance(0.7) ? atHour(at, zone, 12) : Math.round(at / HOUR) * HOUR;
}

/** Plans the legs one after another from the cargo-ready day. Most systems plan in days: noon, local time. */
export function schedule(script: Script, route: readonly Stretch[], cargoReady: number): Plan[] {
  let cursor = cargoReady;
  return route.map(({ leg, wait, run }) => {
    const truck = leg.mode === 'truck';
    const leaves = truck ? cursor + wait : plannedHour(script, cursor + wait + 12 * HOUR, leg.from.place.zone);
    const departs = Math.max(leaves, cursor + 2 * HOUR);
    const due = truck ? departs + run : plannedHour(script, departs + run + 6 * HOUR, leg.to.place.zone);
    cursor = Math.max(due, departs + run * 0.8);
    return { departs, arrives: cursor };
  });
}

/** Moves an estimate and the plans of the following legs. */
function expect(script: Script, leg: Leg, end: 'etd' | 'eta', at: number): void {
  const shift = leg[end] === null ? 0 : at - leg[end];
  leg[end] = at;
  if (end === 'etd' && leg.eta !== null) leg.eta += shift;
  const legs = script.freight.legs;
  for (const later of legs.slice(legs.indexOf(leg) + 1)) {
    if (later.atd !== null || later.etd === null || later.eta === null) continue;
    later.etd += shift;
    later.eta += shift;
  }
}

function departureDelay(script: Script, mode: Leg['mode']): number {
  const { random, scenario } = script;
  const scale = mode === 'ocean' ? 1 : mode === 'rail' ? 0.6 : mode === 'air' ? 0.22 : 0.12;
  if (scenario === 'smooth') return random.between(-2, 10) * HOUR * scale;
  if (scenario === 'late') return random.between(0.1, 4) * DAY * scale;
  return random.between(1, 9) * DAY * scale;
}

function addDeparture(script: Script, leg: Leg, plan: Plan, departs: number): void {
  const late = departs - plan.departs;
  const slow = leg.mode === 'ocean' || leg.mode === 'air';
  if (slow && Math.abs(late) > 8 * HOUR) {
    const enteredAt = departs - Math.min(Math.abs(late), 3 * DAY) * script.random.between(0.4, 1);
    const etd = plannedHour(script, departs, leg.from.place.zone);
    const apply = () => expect(script, leg, 'etd', etd);
    const rest = { at: leg.from, apply };
    script.announce(`${LEG}updated_estimated_time_of_departure`, enteredAt, { kind: 'leg', leg }, rest);
    const rolled = { certain: late > 3.4 * DAY, leg };
    if (late > DAY) perhapsDelayed(script, leg.mode === 'ocean' ? 'sailing' : 'flight', enteredAt, rolled);
  }
  const apply = () => {
    leg.atd = Math.round(departs / 60_000) * 60_000;
  };
  script.addFact(`${LEG}departed`, departs, { kind: 'leg', leg }, { at: leg.from, apply, code: 'DEPARTED' });
}

/** Later revisions are more accurate: the nearer the arrival, the smaller the error. */
function addEstimates(script: Script, leg: Leg, departs: number, arrives: number): void {
  const run = arrives - departs;
  const count =
    leg.mode === 'ocean' ? script.random.int(1, script.scenario === 'smooth' ? 3 : 6) : script.random.int(0, 2);
  for (let i = 1; i <= count; i++) {
    const done = Math.min(0.97, (i - script.random.next() * 0.6) / (count + 0.3));
    const error = (1 - done) * script.random.between(-0.14, 0.08) * run;
    const eta = plannedHour(script, arrives + error, leg.to.place.zone);
    const enteredAt = departs + done * run;
    if (eta <= enteredAt) continue;
    const apply = () => {
      expect(script, leg, 'eta', eta);
      if (eta - enteredAt < 14 * DAY) expectFreeTime(script.freight, leg, eta);
    };
    script.announce(`${LEG}updated_estimated_time_of_arrival`, enteredAt, { kind: 'leg', leg }, { at: leg.to, apply });
  }
}

function addArrival(script: Script, leg: Leg, arrives: number): void {
  const add = (at: number) => {
    const apply = () => {
      leg.ata = Math.round(at / 60_000) * 60_000;
      expectFreeTime(script.freight, leg, at);
    };
    script.addFact(`${LEG}arrived`, at, { kind: 'leg', leg }, { at: leg.to, apply, code: 'ARRIVED' });
  };
  if (leg.mode === 'ocean' && script.random.chance(0.03)) {
    add(arrives - script.random.between(3, 20) * HOUR);
    const corrected = script.happenings.at(-1);
    const at = arrives;
    add(at);
    const last = script.happenings.at(-1);
    if (corrected && last) last.createdAt = Math.max(last.createdAt, corrected.createdAt + 2 * HOUR);
    return;
  }
  add(arrives);
}

function partOf(container: Container, leg: Leg): ContainerLeg | undefined {
  return container.parts.find((part) => part.leg === leg);
}

function addContainerMilestones(script: Script, leg: Leg, readyAt: number, departs: number, arrives: number): void {
  for (const container of script.freight.containers) {
    const part = partOf(container, leg);
    if (!part) continue;
    const on = Math.max(readyAt + HOUR, departs - script.random.between(4, 30) * HOUR);
    const off = arrives + script.random.between(3, 26) * HOUR;
    const subject = { kind: 'part', container, part } as const;
    const load = () => {
      part.loaded = on;
    };
    const discharge = () => {
      part.discharged = off;
    };
    script.addFact(`${PART}loaded_on_board`, on, subject, { at: leg.from, apply: load, code: 'LOADED' });
    script.addFact(`${PART}unloaded_off_board`, off, subject, { at: leg.to, apply: discharge, code: 'DISCHARGED' });
  }
}

/** Adds one leg between ports, airports or ramps. Returns the arrival. */
export function travel(script: Script, { leg, run }: Stretch, plan: Plan, readyAt: number): number {
  const plannedAt = plan.departs + departureDelay(script, leg.mode);
  const rolled = Math.ceil(Math.max(0, readyAt + 5 * HOUR - plannedAt) / (leg.mode === 'ocean' ? 3.5 * DAY : 6 * HOUR));
  const departs = plannedAt + rolled * (leg.mode === 'ocean' ? 3.5 * DAY : 6 * HOUR);
  const slowdown =
    script.scenario === 'smooth' ? script.random.between(-0.03, 0.02) : script.random.between(-0.02, 0.14);
  const arrives = Math.max(departs + run * (1 + slowdown), departs + (plan.arrives - plan.departs) * 0.85);
  addDeparture(script, leg, plan, departs);
  addEstimates(script, leg, departs, arrives);
  if (slowdown > 0.05)
    perhapsDelayed(script, leg.mode === 'rail' ? 'rail' : leg.mode === 'air' ? 'flight' : 'sea', departs + run * 0.6);
  if (leg.to.tags.includes('transshipment') && leg.mode === 'ocean') {
    perhapsDelayed(script, 'transshipment', arrives + DAY);
  }
  addArrival(script, leg, arrives);
  addContainerMilestones(script, leg, readyAt, departs, arrives);
  return arrives + 26 * HOUR * (leg.mode === 'air' ? 0.15 : 1);
}
