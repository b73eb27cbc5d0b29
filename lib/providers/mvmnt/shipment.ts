import { Unreadable } from '#lib/errors.ts';
import { type ShipmentFields, STAGES } from '#lib/model/shipment.ts';
import type { Outcome } from '../contract.ts';
import { ChangeCollector } from './change-collector.ts';
import { modeOf, ORDER_REFERENCES, referenceTypeOf, statusOf } from './code-labels.ts';
import { outcomeOf, type ParsedEvent, subjectOf } from './event-envelope.ts';
import type { ShipmentEventMapping } from './event-map.ts';
import { firstPlace, flatAddress } from './place.ts';
import {
  countOf,
  type Fields,
  isObject,
  isReadable,
  momentOf,
  numberOf,
  objectsOf,
  stated,
  statedMoment,
  textOf,
} from './read.ts';
import { activeCarrier, areCarriersStated, claimRoute, isRouteStated, liveLoads, liveOrders } from './route.ts';

/** The status of the event: from its name, else from its data. */
function statusNameOf(parsed: ParsedEvent, mapping: ShipmentEventMapping): string | undefined {
  const word = mapping.status ?? textOf(parsed.data.status) ?? textOf(parsed.data.newStatus);
  if (!word && mapping.statusInData) throw new Unreadable(`${parsed.type} has no status`);
  return word;
}

/** The shipment's `key` is its own number in some payloads, and one or several customer numbers in others. */
function collectNames(claims: ChangeCollector, data: Fields): void {
  const friendlyId = textOf(data.friendlyId);
  const key = textOf(data.key);
  claims.reference('shipment', friendlyId);
  if (key === friendlyId) return;
  const type = !friendlyId && /^SHP-/.test(key ?? '') ? 'shipment' : 'customer';
  claims.reference(type, key);
}

/** Adds the numbers, parties and places of orders and loads. */
export function claimParts(claims: ChangeCollector, data: Fields): void {
  for (const order of liveOrders(data)) {
    for (const reference of objectsOf(order.references)) {
      claims.reference(referenceTypeOf(reference.type), textOf(reference.value));
    }
  }
  if (isObject(data.customer)) claims.role('customer', data.customer);
  for (const load of liveLoads(data)) {
    const carrier = activeCarrier(load)?.carrier;
    if (isObject(carrier)) claims.role('carrier', carrier);
  }
  claimRoute(claims, data);
}

/** Adds which of its lists the shipment certainly states as a whole. An empty list means not stated, as does an order that is only named. */
function claimWhole(claims: ChangeCollector, data: Fields): void {
  if (isRouteStated(data)) claims.whole('legs');
  if (isObject(data.customer) && textOf(data.customer.name)) claims.whole('roles', 'customer');
  if (areCarriersStated(data)) claims.whole('roles', 'carrier');
  const orders = liveOrders(data);
  if (!isReadable(data.orders) || orders.length === 0 || !orders.every(areReferencesStated)) return;
  for (const type of ORDER_REFERENCES) claims.whole('references', type);
}

function areReferencesStated({ references }: Fields): boolean {
  return isReadable(references) && objectsOf(references).every(({ value }) => textOf(value) !== undefined);
}

/**
 * Adds the times of loads, then those of the shipment. An empty time retracts an earlier one if the status shows that it has not
 * happened yet; otherwise it means not stated.
 */
function claimTimes(claims: ChangeCollector, data: Fields, word: string | undefined): void {
  const stage = statusOf(word).stage;
  const rank = stage ? STAGES[stage].rank : Number.POSITIVE_INFINITY;
  const loads = liveLoads(data);
  for (const [index, holder] of [...loads, data].entries()) {
    const several = index < loads.length && loads.length > 1;
    const about = { classifier: 'ACT' as const, ...(several && { instance: textOf(holder.id) ?? String(index) }) };
    const pickedUp = statedMoment(holder.pickedUpAt);
    const delivered = statedMoment(holder.deliveredAt);
    if (!several) {
      claims.unreadable({ code: 'PICKED_UP', classifier: 'ACT' }, holder.pickedUpAt);
      claims.unreadable({ code: 'DELIVERED', classifier: 'ACT' }, holder.deliveredAt);
    }
    if (pickedUp || (pickedUp === null && rank < STAGES.in_transit.rank)) {
      claims.milestone({ ...about, code: 'PICKED_UP', moment: pickedUp });
    }
    if (delivered || (delivered === null && rank < STAGES.delivered.rank)) {
      claims.milestone({ ...about, code: several ? 'DELIVERED_PART' : 'DELIVERED', moment: delivered });
    }
  }
  const carrier = loads.length === 1 ? activeCarrier(loads[0]) : undefined;
  const booked = momentOf(carrier?.bookedAt);
  const dispatched = momentOf(carrier?.dispatchedAt);
  if (booked) claims.milestone({ code: 'BOOKING_CONFIRMED', classifier: 'ACT', moment: booked });
  if (dispatched) claims.milestone({ code: 'DISPATCHED', classifier: 'ACT', moment: dispatched });
}

function claimEvent(
  claims: ChangeCollector,
  parsed: ParsedEvent,
  mapping: ShipmentEventMapping,
  word: string | undefined,
): void {
  const code = mapping.code ?? (mapping.statusInData ? statusOf(word).code : undefined);
  const { at, data } = parsed;
  if (!code || !at) return;
  const instance = mapping.repeats && (mapping.repeats === 'key' ? parsed.key : at.at);
  const place =
    code === 'CHECK_CALL'
      ? firstPlace(data.location, data.currentLocation, data.position, data.address, flatAddress(data))
      : undefined;
  claims.milestone({
    code,
    classifier: 'ACT',
    moment: at,
    ...(instance && { instance }),
    ...(place && { place }),
    ...(claims.legHas(code) && { hint: true }),
  });
}

/** The value, if all are equal. */
function commonValue<T>(values: readonly (T | undefined)[]): T | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

function freightOf(data: Fields): ShipmentFields {
  const orders = liveOrders(data);
  const freight = orders.length === 1 ? orders[0]?.freight : data.freight;
  if (!isObject(freight)) return {};
  const weight = numberOf(freight.weight);
  const volume = numberOf(freight.volume);
  return {
    pieces: countOf(freight.handlingUnitQuantity),
    weight: weight === undefined ? undefined : { value: String(weight), unit: 'lbs' },
    volume: volume === undefined ? undefined : { value: String(volume), unit: 'cbft' },
  };
}

/** A status that puts the shipment on hold and leaves the one before it. */
const ON_HOLD = /^on[\s_-]?hold$/i;

function fieldsOf({ data, key }: ParsedEvent, word: string | undefined): ShipmentFields {
  const parts = [...liveOrders(data), ...liveLoads(data)];
  return stated({
    mode: modeOf(data.mode) ?? commonValue(parts.map((part) => modeOf(part.mode))),
    reportedStatus: word ? { text: word, stage: statusOf(word).stage } : undefined,
    holdReport: ON_HOLD.test(word ?? '') ? key : undefined,
    customer: isObject(data.customer) ? textOf(data.customer.name) : undefined,
    ...freightOf(data),
  });
}

/**
 * Normalises an event of a shipment, which may contain only an id or the provider's full REST object. If its data has a
 * `shipmentId`, it is about that shipment, whatever its own id is.
 */
export function readShipment(parsed: ParsedEvent, mapping: ShipmentEventMapping): Outcome {
  const { data } = parsed;
  const shipment = textOf(data.shipmentId) ?? subjectOf(parsed);
  const word = statusNameOf(parsed, mapping);
  const claims = new ChangeCollector(shipment);
  collectNames(claims, data);
  claimParts(claims, data);
  claimWhole(claims, data);
  claimTimes(claims, data, word);
  claimEvent(claims, parsed, mapping, word);
  const changes = claims.all(fieldsOf(parsed, word));
  // An id is enough for the shipment to exist.
  if (changes.length === 0) changes.push({ kind: 'shipment', shipment, fields: {} });
  return outcomeOf(parsed, changes, 'nothing said');
}
