import type { Booking } from './commercial-records.ts';
import { type Leg, mainLegs } from './freight.ts';
import { DAY, HOUR } from './local-time.ts';
import { PORTS } from './places.ts';
import type { Script } from './script.ts';

const SUBJECT = { kind: 'booking' } as const;
const BOOKING = '/booking#';

function amend(script: Script, at: number, change: Partial<Booking>): void {
  const { booking } = script.freight;
  const apply = () => {
    Object.assign(booking, change);
  };
  script.announce(`${BOOKING}amended`, at, SUBJECT, { apply, code: 'BOOKING_AMENDED' });
}

/** Some requests are wrong at first: a container too few, another port, a later day. Returns the correction. */
function mistake(script: Script): Partial<Booking> | null {
  const { random, freight } = script;
  const { booking } = freight;
  const right = { ...booking };
  const kind = random.weighted({ none: 80, counts: 9, port: 5, date: 6 });
  const [size] = Object.keys(right.counts);
  if (kind === 'counts' && size !== undefined) {
    const count = (right.counts[size] ?? 1) + (random.chance(0.6) ? 1 : -1);
    booking.counts = { ...right.counts, [size]: Math.max(1, count) };
    return { counts: right.counts };
  }
  if (kind === 'port' && freight.mode === 'ocean') {
    const others = PORTS.filter(({ country }) => country === right.destination.country);
    booking.destination = random.pick(others);
    return booking.destination === right.destination ? null : { destination: right.destination };
  }
  if (kind !== 'date') return null;
  return { deliverBy: right.deliverBy + random.int(2, 8) * DAY };
}

/** The request, before there is a shipment: a draft at first, or sent in at once. */
export function requestBooking(script: Script): void {
  const { random, freight } = script;
  const { booking } = freight;
  const room = freight.createdAt - booking.createdAt;
  const wrong = mistake(script);
  const special = ['Load upright', 'Keep below 25 °C', 'Call the warehouse before pick-up', 'Do not stack'];
  if (random.chance(0.15)) booking.instructions = random.pick(special);
  if (random.chance(0.25)) {
    booking.status = 'draft';
    script.announce(`${BOOKING}created`, booking.createdAt, SUBJECT);
    const submit = () => {
      booking.status = 'submitted';
    };
    script.announce(`${BOOKING}submitted`, booking.createdAt + room * random.between(0.2, 0.8), SUBJECT, {
      apply: submit,
    });
  } else script.announce(`${BOOKING}created`, booking.createdAt, SUBJECT);
  if (wrong) amend(script, freight.createdAt + random.between(1, 4) * HOUR, wrong);
}

/** The carrier confirms: from now on the booking contains a vessel. */
export function confirmBooking(script: Script, at: number): void {
  const { random, freight } = script;
  const { booking } = freight;
  const [first] = mainLegs(freight);
  const apply = () => {
    booking.status = 'booked';
    booking.vessel ??= first?.vessel?.name ?? null;
    booking.voyage ??= first?.voyage ?? null;
  };
  script.announce(`${BOOKING}confirmed`, at, SUBJECT, { apply, code: 'BOOKING_CONFIRMED' });
  if (freight.mode === 'ocean' && !random.chance(0.15)) return;
  script.announce('/shipment#booking_confirmed', at + HOUR / 2, { kind: 'shipment' }, { code: 'BOOKING_CONFIRMED' });
}

/** A new cargo-ready day, for the shipment and the booking. */
export function postponeBooking(script: Script, at: number, ready: number): void {
  if (!script.random.chance(0.6)) return;
  amend(script, at + script.random.between(0.1, 6) * HOUR, { cargoReady: ready });
}

/** A rollover to the carrier's next sailing: another vessel and voyage, for the leg and the booking. */
export function rollOver(script: Script, leg: Leg, at: number): void {
  const { random, freight } = script;
  const others = leg.carrier?.vessels.filter((vessel) => vessel !== leg.vessel) ?? [];
  if (others.length === 0) return;
  const vessel = random.pick(others);
  const voyage = `${random.digits(3)}${leg.voyage?.slice(-1) ?? 'E'}`;
  const apply = () => {
    leg.vessel = vessel;
    leg.voyage = voyage;
  };
  const shipment = { kind: 'shipment' } as const;
  script.announce('/shipment#cargo_rolled_from_booked_vessel', at, shipment, { apply, code: 'DELAY' });
  if (leg === mainLegs(freight)[0]) {
    const instructions = `Rolled to ${vessel.name}, voyage ${voyage}`;
    amend(script, at + random.between(5, 60) * 60_000, { vessel: vessel.name, voyage, instructions });
  }
  script.announce('/shipment#updated_route', at + 2 * HOUR, shipment, { code: 'ROUTE_CHANGED' });
}

/** The booking is completed once the goods have left. */
export function closeBooking(script: Script, departed: number, delivered: number): void {
  const { random, freight } = script;
  const { booking } = freight;
  const convert = () => {
    booking.status = 'shipment';
  };
  if (random.chance(0.6)) {
    script.announce(`${BOOKING}updated`, departed + random.between(2, 30) * HOUR, SUBJECT, { apply: convert });
  }
  const archive = () => {
    booking.status = 'archived';
  };
  if (random.chance(0.02)) {
    script.announce(`${BOOKING}archived`, delivered + random.between(5, 12) * DAY, SUBJECT, { apply: archive });
  }
}
