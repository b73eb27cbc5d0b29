import { bill, billDemurrage } from './billing.ts';
import { closeBooking, confirmBooking, postponeBooking, requestBooking } from './booking.ts';
import { invoiceGoods } from './commercial.ts';
import { exportCustoms, importCustoms } from './customs.ts';
import { perhapsDelayed } from './delays.ts';
import { deliver, makeAppointment, makeAvailable, watchFreeTime } from './delivery.ts';
import { fileDocuments } from './documents.ts';
import type { Freight, Leg } from './freight.ts';
import { mainLegs } from './freight.ts';
import { atHour, DAY, HOUR, MINUTE } from './local-time.ts';
import { closeOrders, placeOrders, postponeOrders } from './ordering.ts';
import type { Random } from './random.ts';
import type { Stretch } from './route.ts';
import { type Happening, Script } from './script.ts';
import { type Plan, schedule, travel } from './voyage.ts';

const SHIPMENT = { kind: 'shipment' } as const;

/** Order, booking, then the shipment. Returns when the booking is confirmed. */
function openFile(script: Script, route: readonly Stretch[], plans: readonly Plan[]): number {
  const { freight, random } = script;
  placeOrders(script);
  requestBooking(script);
  const open = () => {
    freight.opened = true;
  };
  script.announce('/shipment#created', freight.createdAt, SHIPMENT, { apply: open, code: 'SHIPMENT_CREATED' });
  const confirmedAt = freight.createdAt + random.between(4, 60) * HOUR * (freight.mode === 'air' ? 0.3 : 1);
  confirmBooking(script, confirmedAt - HOUR);
  const withTrucks = random.chance(0.6);
  const apply = () => {
    freight.bookingNumber = `${mainLegs(freight)[0]?.carrier?.scac ?? 'AWB'}${freight.id}`;
    route.forEach(({ leg }, i) => {
      const plan = plans[i];
      if (!plan || (leg.mode === 'truck' && !withTrucks)) return;
      leg.etd = plan.departs;
      leg.eta = plan.arrives;
    });
  };
  script.announce('/shipment#schedule_confirmed', confirmedAt, SHIPMENT, { apply, code: 'SCHEDULE_CONFIRMED' });
  return confirmedAt;
}

/** Cargo ready, sometimes later than announced. Returns when. */
function getReady(script: Script, plannedAt: number): number {
  const { random, freight, scenario } = script;
  if (!random.chance(scenario === 'smooth' ? 0.08 : 0.35)) return plannedAt;
  const ready = plannedAt + random.between(1, scenario === 'rough' ? 8 : 4) * DAY;
  const noticedAt = plannedAt - random.between(0.2, 3) * DAY;
  const type = random.chance(0.8) ? 'cargo_ready_date_changed' : 'updated_cargo_ready_date';
  const apply = () => {
    freight.cargoReady = ready;
  };
  const enteredAt = Math.max(noticedAt, freight.createdAt + 3 * HOUR);
  script.announce(`/shipment#${type}`, enteredAt, SHIPMENT, { apply });
  postponeBooking(script, enteredAt, ready);
  postponeOrders(script, enteredAt, ready);
  perhapsDelayed(script, 'supply', plannedAt);
  return ready;
}

function collect(script: Script, { leg, run }: Stretch, plan: Plan, readyAt: number): number {
  const zone = leg.from.place.zone;
  const departs = Math.max(plan.departs, atHour(readyAt, zone, script.random.int(7, 16)), readyAt + 3 * HOUR);
  const arrives = departs + run * script.random.between(0.95, 1.3);
  const left = () => {
    leg.atd = Math.round(departs / MINUTE) * MINUTE;
  };
  const there = () => {
    leg.ata = Math.round(arrives / MINUTE) * MINUTE;
  };
  const subject = { kind: 'leg', leg } as const;
  script.addFact('/shipment_leg#departed', departs, subject, { at: leg.from, apply: left, code: 'DEPARTED' });
  script.addFact('/shipment_leg#arrived', arrives, subject, { at: leg.to, apply: there, code: 'ARRIVED' });
  return arrives + exportCustoms(script, arrives + HOUR);
}

/**
 * From the last port, airport or ramp to the door; many containers wait at the terminal because a warehouse is full. Returns
 * when everything has been delivered.
 */
function finish(script: Script, truck: Stretch, arrived: number, cleared: number): number {
  const { random, scenario, freight } = script;
  if (freight.lcl) perhapsDelayed(script, 'warehouse', arrived + DAY);
  else if (freight.mode === 'ocean') perhapsDelayed(script, 'port', arrived + DAY);
  const available = makeAvailable(script, truck.leg, arrived);
  const free = Math.max(available.at, cleared);
  const ocean = freight.mode === 'ocean';
  const patience = scenario === 'smooth' ? random.between(0.5, 4) : random.between(0.8, scenario === 'late' ? 6 : 10);
  const full = ocean && !freight.lcl && random.chance(0.35) ? random.between(2.5, 8) : 0;
  const fetched = atHour(
    free + (patience * (ocean ? 1 : 0.3) + full) * DAY,
    truck.leg.from.place.zone,
    random.int(6, 15),
  );
  const gate = Math.max(fetched, free + 3 * HOUR);
  if (ocean && !freight.lcl) {
    watchFreeTime(script, truck.leg, gate, available.freeUntil);
    billDemurrage(script, gate, available.freeUntil);
  }
  makeAppointment(script, truck.leg, gate - random.between(0.3, 2) * DAY, gate + truck.run);
  return deliver(script, truck.leg, gate, truck.run);
}

function sendBack(script: Script, at: number): void {
  script.addFact('/shipment#returned_to_shipper', at, SHIPMENT, { code: 'RETURNED_TO_SHIPPER' });
}

function inBond(script: Script, leg: Leg, at: number): void {
  const { freight } = script;
  if (leg.to.place.country !== 'US') return;
  const apply = () => {
    freight.itNumber = `V${freight.id}`;
  };
  const rest = { apply, code: 'CUSTOMS_FILING' } as const;
  script.addFact('/shipment#filing_submitted_for_in_bond_transportation', at, SHIPMENT, rest);
}

function informBroker(script: Script, departed: number): void {
  if (!script.random.chance(0.12)) return;
  const at = departed + script.random.between(1, 3) * DAY;
  script.addFact('/shipment#documents_sent_to_nominated_broker', at, SHIPMENT, { code: 'DOCS_SENT_TO_BROKER' });
}

/** Generates the lifecycle of a forwarder's shipment; its happenings are returned in order of entry. */
export function forward(
  random: Random,
  freight: Freight,
  route: readonly Stretch[],
): { script: Script; happenings: Happening[] } {
  const script = new Script(random, freight);
  const plans = schedule(script, route, freight.cargoReady);
  const confirmed = openFile(script, route, plans);
  let at = getReady(script, freight.cargoReady);
  let cleared = 0;
  let arrived = 0;
  let departed = 0;
  const lastMain = mainLegs(freight).at(-1);
  route.forEach((stretch, i) => {
    const plan = plans[i];
    if (!plan) return;
    const { leg } = stretch;
    if (i === 0) at = collect(script, stretch, plan, at);
    else if (i === route.length - 1) at = finish(script, stretch, at, cleared);
    else at = travel(script, stretch, plan, at);
    if (leg.mode === 'rail') inBond(script, leg, at - stretch.run - 2 * DAY);
    if (leg === mainLegs(freight)[0]) departed = at - stretch.run;
    if (leg !== lastMain) return;
    arrived = at - 20 * HOUR;
    cleared = importCustoms(script, arrived);
  });
  if (random.chance(0.006)) sendBack(script, at + 3 * DAY);
  informBroker(script, departed);
  invoiceGoods(script, departed);
  fileDocuments(script, { confirmed, departed, arrived, released: cleared, delivered: at });
  closeBooking(script, departed, at);
  closeOrders(script, at);
  bill(script, at - random.between(0, 12) * DAY);
  return { script, happenings: inOrder(script) };
}

/** Before the shipment exists, only its orders and its booking have records. */
const BEFORE = new Set<Happening['subject']['kind']>(['order', 'booking']);

/** Sorts by the time of entry; nothing about a shipment is entered before the shipment itself. */
function inOrder({ happenings }: Script): Happening[] {
  const first = happenings[0]?.createdAt ?? 0;
  const opened = happenings.find(({ type }) => type === '/shipment#created')?.createdAt ?? first;
  happenings.forEach((happening, i) => {
    const earliest = BEFORE.has(happening.subject.kind) ? first : opened;
    const itself = happening.type === '/shipment#created';
    if (i > 0 && !itself) happening.createdAt = Math.max(happening.createdAt, earliest + i * 1000);
    happening.createdAt = Math.floor(happening.createdAt);
  });
  return happenings.sort((a, b) => a.createdAt - b.createdAt);
}
