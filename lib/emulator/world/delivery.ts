import { perhapsDelayed } from './delays.ts';
import type { Container, Freight, Leg, Node } from './freight.ts';
import { atHour, DAY, dayInZone, HOUR, inZone, MINUTE } from './local-time.ts';
import type { Script } from './script.ts';

const LEG = '/shipment_leg#';
const CONTAINER = '/ocean/shipment_container#';
const round = (at: number) => Math.round(at / MINUTE) * MINUTE;

/** When the last container is available, and the common last free day. */
type Availability = { at: number; freeUntil: number };

/** Noon of the last free day at a terminal or ramp for containers that arrive at `at`. */
function lastFreeDay(freight: Freight, there: Node, at: number): number {
  return atHour(at + (4 + (freight.id % 4)) * DAY, there.place.zone, 12);
}

/** Terminals calculate the last free day from the vessel's estimate, about two weeks ahead; inland ramps on arrival. */
export function expectFreeTime(freight: Freight, leg: Leg, arrives: number): void {
  const next = freight.legs[freight.legs.indexOf(leg) + 1];
  if (leg.mode !== 'ocean' || next?.mode !== 'truck' || freight.lcl) return;
  for (const container of freight.containers) container.lastFreeDay = lastFreeDay(freight, leg.to, arrives + DAY);
}

/** The containers are available at the terminal. */
export function makeAvailable(script: Script, truck: Leg, from: number): Availability {
  const freeUntil = lastFreeDay(script.freight, truck.from, from);
  let last = from;
  for (const container of script.freight.containers) {
    const at = round(from + script.random.between(2, 22) * HOUR);
    const guess = round(at + script.random.between(-18, 12) * HOUR);
    const part = container.parts.at(-1);
    if (!part) continue;
    const subject = { kind: 'part', container, part } as const;
    const expected = () => {
      container.estimatedAvailable = guess;
    };
    const available = () => {
      container.available = at;
      container.lastFreeDay = freeUntil;
    };
    const estimate = '/shipment_container_leg#updated_estimated_available_for_pickup';
    script.announce(estimate, at - script.random.between(20, 60) * HOUR, subject, { at: truck.from, apply: expected });
    const rest = { at: truck.from, apply: available, code: 'AVAILABLE_FOR_PICKUP' } as const;
    script.addFact('/ocean/shipment_container_leg#available_for_pickup', at, subject, rest);
    last = Math.max(last, at);
  }
  return { at: last, freeUntil };
}

/** Events about free time that is ending or has ended. `fetched` is when the containers leave the terminal. */
export function watchFreeTime(script: Script, truck: Leg, fetched: number, freeUntil: number): void {
  for (const container of script.freight.containers) {
    const subject = { kind: 'container', container } as const;
    const apply = () => {
      container.lastFreeDay ??= freeUntil;
    };
    if (fetched > freeUntil - 2 * DAY) {
      script.announce(`${CONTAINER}free_time_to_expire`, freeUntil - 2 * DAY, subject, { at: truck.from, apply });
      const happening = script.happenings.at(-1);
      if (happening) happening.occurredAt = freeUntil;
    }
    if (fetched > freeUntil + 12 * HOUR) {
      const at = freeUntil + 12 * HOUR;
      script.addFact(`${CONTAINER}free_time_expired`, at, subject, {
        at: truck.from,
        apply,
        code: 'FREE_TIME_EXPIRED',
      });
    }
  }
}

/** Requests and confirms the delivery appointment. */
export function makeAppointment(script: Script, truck: Leg, knownAt: number, slot: number): void {
  const { random } = script;
  const zone = truck.to.place.zone;
  const subject = { kind: 'leg', leg: truck } as const;
  const requestedAt = knownAt - random.between(4, 30) * HOUR;
  const request = () => {
    truck.dates.delivery_appointment_requested_at_date = inZone(round(requestedAt), zone);
    truck.dates.delivery_appointment_requested_for_date = dayInZone(slot, zone);
  };
  const rest = { at: truck.to, apply: request, code: 'APPOINTMENT_REQUESTED' } as const;
  script.addFact(`${LEG}delivery_appointment_requested`, requestedAt, subject, rest);
  const fix = () => {
    truck.dates.delivery_appointment_scheduled_at_date = inZone(round(knownAt), zone);
    truck.dates.delivery_appointment_scheduled_for_date = inZone(atHour(slot, zone, 9), zone);
    truck.eta = atHour(slot, zone, 9);
  };
  if (script.scenario !== 'smooth') perhapsDelayed(script, 'appointment', requestedAt + 2 * HOUR);
  const container = script.freight.containers[0];
  const part = container?.parts.at(-1);
  if (container && part && random.chance(0.05)) {
    const old = '/shipment_container_leg#delivery_appointment_scheduled';
    script.announce(old, knownAt, { kind: 'part', container, part }, { at: truck.to, apply: fix });
  } else script.announce(`${LEG}delivery_appointment_scheduled`, knownAt, subject, { at: truck.to, apply: fix });
}

function returnEmpty(script: Script, container: Container, truck: Leg, unloaded: number): void {
  const at = unloaded + script.random.between(0.5, script.scenario === 'rough' ? 9 : 5) * DAY;
  const apply = () => {
    container.emptyReturned = at;
  };
  const rest = { at: truck.from, apply, code: 'EMPTY_RETURNED' } as const;
  script.addFact(`${CONTAINER}empty_returned`, at, { kind: 'container', container }, rest);
}

function failedAttempt(script: Script, truck: Leg, arrives: number): number {
  if (script.scenario === 'smooth' || !script.random.chance(script.scenario === 'late' ? 0.25 : 0.55)) return arrives;
  perhapsDelayed(script, 'delivery', arrives, { certain: true });
  const again = arrives + script.random.between(18, 60) * HOUR;
  const apply = () => {
    truck.eta = round(again);
  };
  const enteredAt = arrives + script.random.between(1, 5) * HOUR;
  const subject = { kind: 'leg', leg: truck } as const;
  script.announce(`${LEG}updated_estimated_time_of_arrival`, enteredAt, subject, { at: truck.to, apply });
  return again;
}

function leaveTerminal(script: Script, truck: Leg, fetched: number): void {
  const subject = { kind: 'leg', leg: truck } as const;
  const guess = round(fetched + script.random.between(-3, 3) * HOUR);
  const expected = () => {
    truck.etd = guess;
  };
  const out = () => {
    truck.atd = round(fetched);
  };
  const at = truck.from;
  script.announce(`${LEG}updated_estimated_out_for_delivery`, fetched - 16 * HOUR, subject, { at, apply: expected });
  if (script.freight.lcl) {
    const onTruck = fetched - 2 * HOUR;
    script.addFact('/ocean/shipment_leg#loaded_on_truck', onTruck, subject, { at, code: 'TRANSLOADED' });
  }
  if (script.sends(`${LEG}out_for_delivery`)) {
    script.addFact(`${LEG}out_for_delivery`, fetched, subject, { at, apply: out, code: 'OUT_FOR_DELIVERY' });
  } else script.addFact(`${LEG}departed`, fetched, subject, { at, apply: out, code: 'DEPARTED' });
}

function unload(script: Script, truck: Leg, arrives: number): number {
  const { random, freight } = script;
  const subject = { kind: 'leg', leg: truck } as const;
  const at = truck.to;
  const inside = () => {
    truck.ata = round(arrives);
  };
  if (random.chance(0.4)) script.addFact(`${LEG}arrived`, arrives, subject, { at, apply: inside, code: 'ARRIVED' });
  script.addFact(`${LEG}delivered`, arrives, subject, { at, apply: inside, code: 'DELIVERED_PART' });
  const unloaded = arrives + random.between(1, freight.containers.length > 1 ? 20 : 5) * HOUR;
  const complete = () => {
    truck.dates.delivery_completed = inZone(round(unloaded), at.place.zone);
  };
  const done = () => {
    freight.deliveredInFull = round(unloaded);
  };
  script.addFact(`${LEG}delivery_completed`, unloaded, subject, { at, apply: complete, code: 'DELIVERY_COMPLETED' });
  script.addFact('/shipment#delivered_in_full', unloaded, { kind: 'shipment' }, { at, apply: done, code: 'DELIVERED' });
  return unloaded;
}

/** Delivery from the terminal's gate to the consignee. Returns when everything was delivered. */
export function deliver(script: Script, truck: Leg, fetched: number, run: number): number {
  leaveTerminal(script, truck, fetched);
  const arrives = failedAttempt(script, truck, fetched + run * script.random.between(0.95, 1.25));
  const unloaded = unload(script, truck, arrives);
  for (const container of script.freight.lcl ? [] : script.freight.containers)
    returnEmpty(script, container, truck, unloaded);
  return unloaded;
}
