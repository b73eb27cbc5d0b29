import type { PurchaseOrderListItem } from '#db/queries/purchase-orders.ts';
import { daysApart, daysLate, expectedDeliveryOf, todayAt } from '#lib/model/lateness.ts';
import type { LatenessLimits } from '#lib/model/lateness-limits.ts';

/**
 * The state of an order against its required delivery date; `days` is the days late, or for `due` the days left. `behind`: after that date,
 * but not by enough to count as late.
 */
export type OrderLateness = { is: 'late' | 'expected_late' | 'was_late' | 'behind' | 'due'; days: number };

export type PromisedOrder = Pick<PurchaseOrderListItem, 'status' | 'mustArriveOn' | 'destination' | 'shipments'>;

/** The days left are shown from this many days before the required delivery date. */
const COUNTDOWN_DAYS = 3;

/** Null if the order is neither late nor due soon, was delivered in time, or has no required delivery date. */
export function orderLateness(
  { status, mustArriveOn, destination, shipments }: PromisedOrder,
  now: number,
  { purchase_order: limit }: LatenessLimits,
): OrderLateness | null {
  if (mustArriveOn === null || status === 'cancelled') return null;
  const waiting = shipments.filter(({ delivered }) => delivered === null);
  const maxDaysLate = (those: PromisedOrder['shipments']) =>
    Math.max(...those.map((shipment) => daysLate(mustArriveOn, expectedDeliveryOf(shipment), now) ?? 0));
  if (shipments.length > 0 && waiting.length === 0) {
    const days = maxDaysLate(shipments);
    return days >= limit ? { is: 'was_late', days } : null;
  }
  if (status !== 'open') return null;
  const passed = daysApart(mustArriveOn, todayAt((waiting[0]?.destination ?? destination)?.timeZone, now));
  const days = Math.max(passed, waiting.length > 0 ? maxDaysLate(waiting) : passed);
  if (days >= limit) return { is: passed >= limit ? 'late' : 'expected_late', days };
  if (days > 0) return { is: 'behind', days };
  return passed > -COUNTDOWN_DAYS ? { is: 'due', days: Math.max(0, -passed) } : null;
}
