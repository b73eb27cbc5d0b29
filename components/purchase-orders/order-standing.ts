import type { PurchaseOrderListItem } from '#db/queries/purchase-orders.ts';
import { awaitedOf, daysApart, daysLate, todayAt } from '#lib/model/lateness.ts';

/** How an order stands against the day on which it must be there: late by so many days, expected to be, or delivered so late. */
export type OrderStanding = { is: 'late' | 'expected late' | 'was late' | 'due'; days: number };

export type PromisedOrder = Pick<PurchaseOrderListItem, 'status' | 'mustArriveOn' | 'destination' | 'shipments'>;

/** From so many days before on it is said how long there is left. */
const SOON = 3;

/** Null where there is nothing to say: it is neither late nor due soon, was delivered in time, or nobody waits for it. */
export function orderStanding(
  { status, mustArriveOn, destination, shipments }: PromisedOrder,
  now: number,
): OrderStanding | null {
  if (mustArriveOn === null || status === 'cancelled') return null;
  const waiting = shipments.filter(({ delivered }) => delivered === null);
  const worst = (those: PromisedOrder['shipments']) =>
    Math.max(...those.map((shipment) => daysLate(mustArriveOn, awaitedOf(shipment), now) ?? 0));
  if (shipments.length > 0 && waiting.length === 0) {
    const days = worst(shipments);
    return days > 0 ? { is: 'was late', days } : null;
  }
  if (status !== 'open') return null;
  const passed = daysApart(mustArriveOn, todayAt((waiting[0]?.destination ?? destination)?.timeZone, now));
  const days = Math.max(passed, waiting.length > 0 ? worst(waiting) : passed);
  if (days > 0) return { is: passed > 0 ? 'late' : 'expected late', days };
  return passed > -SOON ? { is: 'due', days: Math.max(0, -passed) } : null;
}
