import { STAGES, type Stage } from './shipment.ts';

/** Cargo of an order line on a shipment; `units` is null if its source does not state them, `status` if the shipment is unknown. */
type LineGoods = { units: number | null; status: Stage | null };

/** Units of an order line: on shipments that departed, on others, and those that have not departed. Null where it is not known. */
export type LineQuantities = { shipped: number | null; booked: number | null; open: number | null };

const NOTHING_KNOWN: LineQuantities = { shipped: null, booked: null, open: null };

/**
 * The quantities of a line by its cargo. Cargo of cancelled and deleted shipments does not count. Nothing is known if `isShared`: another line
 * of the order has the same SKU, and no source states to which of them cargo belongs.
 */
export function quantitiesOf(units: number | null, goods: readonly LineGoods[], isShared: boolean): LineQuantities {
  if (isShared) return NOTHING_KNOWN;
  const carried = goods.filter(({ status }) => status !== 'cancelled' && status !== 'removed');
  const shipped = sumOf(carried.filter(({ status }) => hasDeparted(status)));
  const booked = sumOf(carried.filter(({ status }) => !hasDeparted(status)));
  const open = units === null || shipped === null ? null : Math.max(0, units - shipped);
  return { shipped, booked, open };
}

function hasDeparted(status: Stage | null): boolean {
  return status !== null && STAGES[status].rank >= STAGES.in_transit.rank;
}

function sumOf(goods: readonly LineGoods[]): number | null {
  return goods.reduce<number | null>((sum, { units }) => (sum === null || units === null ? null : sum + units), 0);
}
