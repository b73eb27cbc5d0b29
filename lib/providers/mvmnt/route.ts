import type { Moment } from '#lib/model/time.ts';
import type { ChangeCollector, Claim } from './change-collector.ts';
import { isCancelled, modeOf } from './code-labels.ts';
import { firstPlace, flatAddress } from './place.ts';
import { type Fields, isObject, isReadable, momentOf, numberOf, objectsOf, statedMoment, textOf } from './read.ts';
import { requestedWindow } from './requested-window.ts';

/** Stops in the order of travel, with the load's entry of a stop (`over`) beside the order's if both are stated. */
type Stop = { id: string; own: Fields; over: Fields };
type Route = { id: string; of: Fields; stops: Stop[] };

const TYPES: ReadonlyMap<unknown, string> = new Map([
  ['PICKUP', 'pick-up'],
  ['DELIVERY', 'delivery'],
  ['CROSS_DOCK', 'cross-dock'],
]);

/** The loads of a shipment that are not cancelled, without those that another load replaces because their carrier did not drive. */
export function liveLoads(data: Fields): Fields[] {
  const loads = objectsOf(data.loads).filter((load) => !isCancelled(load));
  const driven = loads.filter((load) => !isUnused(load));
  return driven.length > 0 ? driven : loads;
}

/** A truck that was ordered and not used (TONU), or a carrier that bounced. */
const UNUSED = /^(?:TONU|BOUNCED)$/i;
const isUnusedStatus = ({ status }: Fields) => UNUSED.test(textOf(status) ?? '');

function isUnused(load: Fields): boolean {
  const carriers = objectsOf(load.carriers);
  return isUnusedStatus(load) || (carriers.length > 0 && carriers.every(isUnusedStatus));
}

/** The orders of a shipment that are not cancelled. */
export function liveOrders(data: Fields): Fields[] {
  return objectsOf(data.orders).filter((order) => !isCancelled(order));
}

const drives = ({ status }: Fields) => status === undefined || status === 'ACTIVE';

/** The carrier of the load: not one that cancelled or was not used. */
export function activeCarrier(load: Fields | undefined): Fields | undefined {
  const active = objectsOf(load?.carriers).find(drives);
  return isObject(active?.carrier) ? active : undefined;
}

/**
 * Whether the loads of a shipment state all their carriers, so that one who is not among them does not drive. A load without any entry
 * states none: a carrier that bounced is an entry too.
 */
export function areCarriersStated(data: Fields): boolean {
  const isNamed = (each: Fields) =>
    !drives(each) || (isObject(each.carrier) && textOf(each.carrier.name) !== undefined);
  const isNamedOf = ({ carriers }: Fields) => isReadable(carriers) && objectsOf(carriers).every(isNamed);
  const loads = liveLoads(data);
  return isReadable(data.loads) && loads.length > 0 && loads.every(isNamedOf);
}

/** Whether the orders of a shipment state all its legs: each that is not cancelled has stops. Loads without orders may be a part of it. */
export function isRouteStated(data: Fields): boolean {
  const orders = liveOrders(data);
  const hasRoute = ({ stops }: Fields) => isReadable(stops) && objectsOf(stops).length > 1;
  return isReadable(data.orders) && orders.length > 0 && orders.every(hasRoute);
}

function stopsOf(holder: Fields, views: ReadonlyMap<string, Fields>): Stop[] {
  const numbered = objectsOf(holder.stops).map((own, index) => ({ own, at: numberOf(own.sequence) ?? index }));
  numbered.sort((a, b) => a.at - b.at);
  return numbered.map(({ own, at }) => {
    const id = textOf(own.id) ?? String(at);
    return { id, own, over: views.get(id) ?? {} };
  });
}

/**
 * The stops of the orders are the route, completed by the loads' entries of the same stops, so that legs keep their ids whether
 * or not the loads are stated. Without stops on the orders those of the loads are used, then those of the payload.
 */
function routesOf(data: Fields): Route[] {
  const loads = liveLoads(data);
  const views = new Map<string, Fields>();
  for (const stop of loads.flatMap((load) => objectsOf(load.stops))) {
    const orderStop = textOf(stop.orderStopId);
    if (orderStop) views.set(orderStop, stop);
  }
  for (const holders of [liveOrders(data), loads, [data]]) {
    const routes = holders.map((of, index) => ({
      id: textOf(of.id) ?? String(index),
      of,
      stops: stopsOf(of, views),
    }));
    const travelled = routes.filter((route) => route.stops.length > 1);
    if (travelled.length > 0) return travelled;
  }
  return [];
}

/** An actual time, of the load before that of the order; `null` if one of them states that there is none. */
function actual(stop: Stop, field: 'actualArrival' | 'actualDeparture'): Moment | null | undefined {
  const [load, order] = [statedMoment(stop.over[field]), statedMoment(stop.own[field])];
  return load ?? (order === undefined ? load : order);
}

type Plan = { moment: Moment; hint?: true; reason?: string | null };

/** The planned arrival: the appointment, else the requested window. That is only a hint, since an event without the loads has nothing better. */
function plannedArrival(stop: Stop): Plan | undefined {
  const moment = momentOf(stop.over.scheduledArrival) ?? momentOf(stop.own.scheduledArrival);
  if (moment) return { moment };
  const requested = requestedWindow(stop.own);
  if (!requested) return undefined;
  const { days, hours, words } = requested;
  return { moment: hours ?? days, hint: true, ...(words !== undefined && { reason: words }) };
}

/** The planned departure: on the requested days. The hours are those of the arrival: how long a truck is loaded nobody plans here. */
function plannedDeparture(stop: Stop): Plan | undefined {
  const days = requestedWindow(stop.own)?.days;
  return days ? { moment: days, hint: true } : plannedArrival(stop);
}

const placeOfStop = ({ own, over }: Stop) => firstPlace(flatAddress(own), own.address, over.address, own.location);

/** What is planned and happened at an end of a route: how long a truck waits there is between this and the departure or arrival. */
function claimEnd(claims: ChangeCollector, leg: string, code: 'AT_PICKUP' | 'DELIVERY_COMPLETED', stop: Stop): void {
  const isPickup = code === 'AT_PICKUP';
  if (stop.own.type !== (isPickup ? 'PICKUP' : 'DELIVERY')) return;
  const place = placeOfStop(stop);
  const about = { code, leg, ...(place && { place }) };
  const plan = isPickup ? plannedArrival(stop) : undefined;
  if (plan) claims.milestone({ ...about, classifier: 'PLN', ...plan });
  if (isPickup) claimUnreadablePlan(claims, about, stop, plan);
  claimActual(claims, about, stop, isPickup ? 'actualArrival' : 'actualDeparture');
}

type About = Pick<Claim, 'code' | 'place'> & { leg: string };

function claimActual(
  claims: ChangeCollector,
  about: About,
  stop: Stop,
  field: 'actualArrival' | 'actualDeparture',
): void {
  const moment = actual(stop, field);
  if (moment !== undefined) claims.milestone({ ...about, classifier: 'ACT', moment });
  if (!moment) claims.unreadable({ ...about, classifier: 'ACT' }, stop.over[field], stop.own[field]);
}

/** States what the appointment, or without any plan the requested days, say that cannot be read. */
function claimUnreadablePlan(claims: ChangeCollector, about: About, stop: Stop, plan: Plan | undefined): void {
  if (plan && !plan.hint) return;
  const { scheduledArrival, requestedStartDate, requestedEndDate } = stop.own;
  const days = plan ? [] : [requestedStartDate, requestedEndDate];
  claims.unreadable({ ...about, classifier: 'PLN' }, stop.over.scheduledArrival, scheduledArrival, ...days);
}

function claimTimes(claims: ChangeCollector, leg: string, code: 'DEPARTED' | 'ARRIVED', stop: Stop): void {
  const place = placeOfStop(stop);
  const about = { code, leg, ...(place && { place }) };
  const plan = code === 'DEPARTED' ? plannedDeparture(stop) : plannedArrival(stop);
  if (plan) claims.milestone({ ...about, classifier: 'PLN', ...plan });
  if (code === 'ARRIVED') claimUnreadablePlan(claims, about, stop, plan);
  claimActual(claims, about, stop, code === 'DEPARTED' ? 'actualDeparture' : 'actualArrival');
}

/** One leg for each pair of consecutive stops, with an id from the holder and the stop where it ends. */
export function claimRoute(claims: ChangeCollector, data: Fields): void {
  const routes = routesOf(data);
  const loads = liveLoads(data);
  // Each carrier bounced or was not used, and no other is there yet.
  const uncovered = areCarriersStated(data) && !loads.some(activeCarrier) ? null : undefined;
  for (const route of routes) {
    const carrier = activeCarrier(loads.length > 0 ? (loads.length === 1 ? loads[0] : undefined) : route.of)?.carrier;
    const hauler = isObject(carrier) ? carrier : {};
    for (const [index, to] of route.stops.entries()) {
      const from = route.stops[index - 1];
      if (!from) continue;
      const leg = `${route.id}:${to.id}`;
      claims.leg(leg, {
        mode: modeOf(route.of.mode),
        origin: placeOfStop(from),
        destination: placeOfStop(to),
        originRole: TYPES.get(from.own.type),
        destinationRole: TYPES.get(to.own.type),
        carrierName: textOf(hauler.name) ?? uncovered,
        scac: textOf(hauler.scac) ?? uncovered,
        sequence: routes.length === 1 ? index : undefined,
      });
      claimTimes(claims, leg, 'DEPARTED', from);
      claimTimes(claims, leg, 'ARRIVED', to);
      if (index === 1) claimEnd(claims, leg, 'AT_PICKUP', from);
      if (index === route.stops.length - 1) claimEnd(claims, leg, 'DELIVERY_COMPLETED', to);
    }
  }
}
