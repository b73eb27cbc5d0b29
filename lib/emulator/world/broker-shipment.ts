import { linkTo, second } from '#lib/emulator/mvmnt/objects.ts';
import { type BrokerRecord, type Load, type LoadStop, pickCarrier, roadHours } from '#lib/emulator/world/load.ts';
import { HOUR, MINUTE } from '#lib/emulator/world/local-time.ts';
import { uploadCarrierDocument, uploadDocument, uploadPickupDocuments } from './broker-documents.ts';
import type { BrokerEventName, BrokerScript } from './broker-script.ts';
import { settle } from './broker-settlement.ts';

function quote(script: BrokerScript, at: number, lost: boolean): number {
  const { random, load } = script;
  const id = random.uuid();
  const key = `Q${String(load.number % 1_000_000).padStart(6, '0')}${lost ? 'A' : ''}`;
  const about = { id, key, side: 'SELL', amount: load.revenue / 100, ...linkTo(load) };
  const isRequested = random.chance(0.7);
  const record: BrokerRecord = { ...about, createdAt: second(at) };
  const addQuoteEvent = (event: BrokerEventName, when: number, change: BrokerRecord) => {
    const apply = () => {
      if (!load.records.quotes.includes(record)) load.records.quotes.push(record);
      Object.assign(record, change, { updatedAt: second(when) });
    };
    script.addEvent(event, when, { apply, data: () => ({ ...about, ...change }) });
  };
  addQuoteEvent(isRequested ? 'QUOTE_REQUESTED' : 'QUOTE_CREATED', at, { status: isRequested ? 'REQUESTED' : 'DRAFT' });
  const quotedAt = at + random.between(4, 40) * MINUTE;
  addQuoteEvent('QUOTE_QUOTED', quotedAt, { status: 'QUOTED' });
  const closedAt = quotedAt + random.between(0.2, 3) * HOUR;
  const end = lost ? { status: 'LOST', lostReason: 'TOO_HIGH' } : { status: 'WON', lostReason: null };
  addQuoteEvent(lost ? 'QUOTE_LOST' : 'QUOTE_WON', closedAt, end);
  return closedAt + MINUTE;
}

function enter(script: BrokerScript, at: number): number {
  const { random } = script;
  if (random.chance(0.2)) script.changeStatus('SHIPMENT_DRAFT', at - 25_000, 'DRAFT');
  script.changeStatus('SHIPMENT_CREATED', at, 'DRAFT');
  if (random.chance(0.6)) script.changeStatus('SHIPMENT_OPEN', at + 40_000, 'PLANNING');
  return at + MINUTE;
}

function book(script: BrokerScript, from: number, pickUpAt: number): number {
  const { random, load, scenario } = script;
  const room = Math.max(HOUR, pickUpAt - from);
  let at = from + room * random.between(0.05, 0.3);
  script.changeStatus('SHIPMENT_TENDER_PENDING', at, 'TENDER_PENDING');
  if (random.chance(scenario === 'smooth' ? 0.04 : 0.2)) {
    at += room * random.between(0.05, 0.2);
    script.changeStatus('SHIPMENT_TENDER_REJECTED', at, 'TENDER_REJECTED');
    at += room * random.between(0.02, 0.1);
    script.changeStatus('SHIPMENT_TENDER_PENDING', at, 'TENDER_PENDING');
  }
  if (scenario === 'rough' && random.chance(0.4)) {
    at = Math.max(at, pickUpAt - room * 0.15);
    script.addEvent('SHIPMENT_PICK_UP_NEAR_NOT_BOOKED', at);
  }
  at += random.between(0.2, 2) * HOUR;
  const bookedAt = Math.round(at / 1000) * 1000;
  const carrier = pickCarrier(random, load.mode);
  script.changeStatus('SHIPMENT_BOOKED', at, 'BOOKED', () => {
    load.carrier = carrier;
    load.bookedAt = bookedAt;
  });
  return at;
}

function confirm(script: BrokerScript, bookedAt: number): void {
  const { random } = script;
  const dice = random.next();
  if (random.chance(0.02)) uploadCarrierDocument(script, bookedAt + HOUR);
  if (dice < 0.8) {
    script.addEvent('SHIPMENT_RATE_CON_SIGNED', bookedAt + (dice < 0.4 ? 30_000 : random.between(0.1, 3) * HOUR));
    uploadDocument(script, 'RATE_CON', bookedAt + 3.1 * HOUR);
  } else if (dice < 0.92) script.addEvent('SHIPMENT_RATE_CON_NOT_SIGNED', bookedAt + 2 * HOUR);
  else script.addEvent('SHIPMENT_RATE_CON_EXPIRED', bookedAt + 4 * HOUR);
}

function dispatch(script: BrokerScript, bookedAt: number, pickUpAt: number): number {
  const { random, load, scenario } = script;
  let at = Math.max(bookedAt + 20 * MINUTE, pickUpAt - random.between(2, 18) * HOUR);
  if (scenario === 'rough' && random.chance(0.5)) {
    script.addEvent('SHIPMENT_PICK_UP_NEAR_NOT_DISPATCHED', at);
    at += random.between(0.5, 3) * HOUR;
  }
  const dispatchedAt = Math.round(at / 1000) * 1000;
  script.changeStatus('SHIPMENT_DISPATCHED', at, 'DISPATCHED', () => {
    load.dispatchedAt = dispatchedAt;
  });
  return at;
}

/** Check calls on the road, and reminders of missing ones. */
function checkCalls(script: BrokerScript, from: number, to: number): void {
  const { random, load, scenario } = script;
  const hours = (to - from) / HOUR;
  const count = Math.min(4, Math.floor(hours / random.between(8, 20)));
  for (let i = 1; i <= count; i++) {
    const at = from + ((to - from) * (i - 0.4)) / (count + 0.2);
    if (scenario !== 'smooth' && random.chance(0.25)) {
      script.addEvent('SHIPMENT_NEXT_CHECK_CALL_DUE', at - HOUR);
      if (random.chance(0.5)) script.addEvent('SHIPMENT_NEXT_CHECK_CALL_OVERDUE', at - 20 * MINUTE);
    }
    const last = i === count && load.mode === 'LTL';
    const status = last ? 'ARRIVED_AT_DELIVERY_TERMINAL' : 'IN_TRANSIT';
    script.changeStatus('SHIPMENT_CHECK_CALL', at, status);
  }
}

function callAt(script: BrokerScript, stop: LoadStop, arrives: number, leaves: number): void {
  const arrived = Math.round(arrives / 1000) * 1000;
  const departed = Math.round(leaves / 1000) * 1000;
  const there = () => {
    stop.arrived = arrived;
  };
  const gone = () => {
    stop.departed = departed;
  };
  if (stop.type === 'PICKUP') {
    script.changeStatus('SHIPMENT_LOADING', arrives, 'LOADING', there);
    script.changeStatus('SHIPMENT_IN_TRANSIT', leaves, 'IN_TRANSIT', gone);
    uploadPickupDocuments(script, leaves);
  } else if (stop.type === 'CROSS_DOCK') {
    script.changeStatus('SHIPMENT_CHECK_CALL', leaves, 'IN_TRANSIT', () => {
      there();
      gone();
    });
  } else script.changeStatus('SHIPMENT_UNLOADING', arrives, 'UNLOADING', there);
}

function drive(script: BrokerScript, from: number): number {
  const { random, load } = script;
  let at = from;
  load.stops.forEach((stop, i) => {
    const before = load.stops[i - 1];
    const arrives = before
      ? Math.max(
          at + roadHours(load.mode, before.place, stop.place) * HOUR * random.between(0.92, 1.08),
          stop.plannedAt - HOUR,
        )
      : Math.max(at + 40 * MINUTE, stop.plannedAt);
    const late = arrives + Math.max(0, script.arrivalDelay() * (i === 0 ? 0.4 : 1));
    const leaves = late + random.between(0.6, stop.type === 'CROSS_DOCK' ? 12 : 3.5) * HOUR;
    if (before) checkCalls(script, at, late);
    callAt(script, stop, late, leaves);
    const last = i === load.stops.length - 1;
    if (stop.type === 'DELIVERY' && !last) script.changeStatus('SHIPMENT_IN_TRANSIT', leaves, 'IN_TRANSIT');
    at = leaves;
  });
  return at;
}

function cancel(script: BrokerScript, at: number): void {
  script.changeStatus('SHIPMENT_CANCELED', at, 'CANCELED');
  if (!script.random.chance(0.2)) return;
  const gone = at + 3 * HOUR;
  const apply = () => {
    script.load.deletedAt = gone;
  };
  script.addEvent('SHIPMENT_DELETED', gone, { apply });
}

function deliver(script: BrokerScript, at: number): void {
  const { load } = script;
  const deliveredAt = Math.round(at / 1000) * 1000;
  script.changeStatus('SHIPMENT_DELIVERED', at, 'DELIVERED', () => {
    load.deliveredAt = deliveredAt;
    const last = load.stops.at(-1);
    if (last) last.departed = deliveredAt;
  });
}

/** Generates the whole lifecycle of a broker's shipment. */
export function brokerShipment(script: BrokerScript, spot: boolean): void {
  const { random, load } = script;
  let at = load.createdAt;
  if (!spot && random.chance(0.04)) at = quote(script, at, true);
  if (!spot && random.chance(0.18)) at = quote(script, at, false);
  at = enter(script, at + MINUTE);
  const pickUpAt = firstPickUp(load);
  const bookedAt = book(script, at, pickUpAt);
  if (random.chance(0.03)) {
    cancel(script, bookedAt + random.between(0.5, 6) * HOUR);
    return;
  }
  confirm(script, bookedAt);
  const done = drive(script, dispatch(script, bookedAt, pickUpAt));
  deliver(script, done);
  settle(script, done);
}

function firstPickUp(load: Load): number {
  return load.stops[0]?.plannedAt ?? load.createdAt + HOUR;
}
