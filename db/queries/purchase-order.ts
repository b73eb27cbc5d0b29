import { and, asc, eq, inArray } from 'drizzle-orm';
import { daysBetween } from '#lib/model/ageing.ts';
import { dayOf } from '#lib/model/time.ts';
import type { Database } from '../client.ts';
import {
  containers,
  purchaseOrderLines,
  purchaseOrders,
  shipmentItems,
  shipmentRecords,
  shipmentReferences,
} from '../schema/index.ts';
import { type LinkedShipment, readLinked, type StepRow, stepsOf } from './linked.ts';
import type { PurchaseOrderRow } from './purchase-orders.ts';

export type OrderLineRow = typeof purchaseOrderLines.$inferSelect;

/** How we know that a shipment carries the order: its source says so, it bears the number, or its list of goods does. */
export type FoundBy = 'link' | 'reference' | 'goods';

/** Days between the day on which something must arrive and the shipment's arrival, done or estimated; less than 0 is early. */
export type DaysLate = number | null;

export type OrderShipment = LinkedShipment & { foundBy: FoundBy[]; daysLate: DaysLate };

/** Some of the order's goods on a shipment and, where the source says so, in a container. */
export type OrderGoods = {
  shipmentId: string;
  containerId: string | null;
  containerNumber: string | null;
  sku: string | null;
  product: string | null;
  units: number | null;
};

export type OrderLine = OrderLineRow & { goods: (OrderGoods & { daysLate: DaysLate })[] };

export type PurchaseOrderDetail = PurchaseOrderRow & {
  lines: OrderLine[];
  steps: StepRow[];
  shipments: OrderShipment[];
  /** Goods under the order's number that match none of its lines. */
  otherGoods: OrderGoods[];
};

/** One purchase order with its lines, where each of them is, and how late; or null. */
export async function getPurchaseOrder(db: Database, id: string): Promise<PurchaseOrderDetail | null> {
  const [row] = await db.select().from(purchaseOrders).where(eq(purchaseOrders.id, id));
  if (!row) return null;
  const [lines, steps, carried, goods] = await Promise.all([
    db
      .select()
      .from(purchaseOrderLines)
      .where(eq(purchaseOrderLines.purchaseOrderId, id))
      .orderBy(asc(purchaseOrderLines.position)),
    stepsOf(db, id),
    carriersOf(db, row),
    goodsOf(db, row.searchable),
  ]);
  for (const { shipmentId } of goods) note(carried, shipmentId, 'goods');
  const shipments = await readLinked(db, [...carried.keys()]);
  const skus = new Set(lines.map(({ sku }) => sku));
  return {
    ...row,
    lines: lines.map((line) => ({
      ...line,
      goods: goods
        .filter(({ sku }) => sku !== null && sku === line.sku)
        .map((some) => {
          const shipment = shipments.get(some.shipmentId);
          return { ...some, daysLate: daysLate(line.mustArriveOn ?? row.mustArriveOn, shipment) };
        }),
    })),
    steps,
    shipments: [...shipments.values()].map((shipment) => ({
      ...shipment,
      foundBy: [...(carried.get(shipment.id) ?? [])],
      daysLate: daysLate(row.mustArriveOn, shipment),
    })),
    otherGoods: goods.filter(({ sku }) => sku === null || !skus.has(sku)),
  };
}

/** How late a shipment is against a day, by the day that its source wrote; null where either is unknown. */
export function daysLate(
  mustArriveOn: string | null,
  shipment: Pick<LinkedShipment, 'arrived' | 'eta'> | undefined,
): DaysLate {
  const arrival = shipment?.arrived ?? shipment?.eta;
  const day = arrival ? dayOf(arrival) : undefined;
  return mustArriveOn === null || day === undefined ? null : daysBetween(mustArriveOn, day);
}

type Carriers = Map<string, Set<FoundBy>>;

function note(carriers: Carriers, shipmentId: string, by: FoundBy) {
  carriers.set(shipmentId, (carriers.get(shipmentId) ?? new Set()).add(by));
}

/** An order is looked for by its number on every provider's shipments: the truck is another's than the ship. */
async function carriersOf(db: Database, { id, searchable }: PurchaseOrderRow): Promise<Carriers> {
  const [links, bearers] = await Promise.all([
    db
      .select({ shipmentId: shipmentRecords.shipmentId })
      .from(shipmentRecords)
      .where(eq(shipmentRecords.recordId, id))
      .limit(MOST),
    db
      .select({ shipmentId: shipmentReferences.shipmentId })
      .from(shipmentReferences)
      .where(
        and(
          eq(shipmentReferences.searchable, searchable),
          inArray(shipmentReferences.type, ['purchase_order', 'order', 'customer']),
        ),
      )
      .limit(MOST),
  ]);
  const carriers: Carriers = new Map();
  for (const { shipmentId } of links) note(carriers, shipmentId, 'link');
  for (const { shipmentId } of bearers) note(carriers, shipmentId, 'reference');
  return carriers;
}

/** More than this of anything is no longer read by a person. */
const MOST = 500;

async function goodsOf(db: Database, searchable: string): Promise<OrderGoods[]> {
  if (searchable === '') return [];
  const { shipmentId, containerId, sku, product, units } = shipmentItems;
  return db
    .select({ shipmentId, containerId, containerNumber: containers.number, sku, product, units })
    .from(shipmentItems)
    .leftJoin(containers, eq(containers.id, containerId))
    .where(eq(shipmentItems.poSearchable, searchable))
    .orderBy(asc(shipmentId), asc(shipmentItems.id))
    .limit(MOST);
}
