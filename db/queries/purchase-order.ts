import { asc, eq } from 'drizzle-orm';
import { now } from '#lib/clock.ts';
import { daysLate, expectedDeliveryOf } from '#lib/model/lateness.ts';
import { type LineQuantities, quantitiesOf } from '#lib/model/order-quantities.ts';
import type { Database } from '../client.ts';
import { containers, purchaseOrderLines, purchaseOrders, shipmentItems } from '../schema/index.ts';
import { type LinkedShipment, readLinked, type StepRow, stepsOf } from './linked.ts';
import { type Carriers, carriersOf, type FoundBy, MAX_LINKS_PER_ORDER } from './order-links.ts';
import type { PurchaseOrderRow } from './purchase-orders.ts';

export type OrderLineRow = typeof purchaseOrderLines.$inferSelect;

/** Calendar days late, see `daysLate` in `lib/model/lateness.ts`; less than 0 is early. */
export type DaysLate = number | null;

export type OrderShipment = LinkedShipment & { foundBy: FoundBy[]; daysLate: DaysLate };

/** Cargo of an order on a shipment and, if stated, in a container. */
export type OrderGoods = {
  shipmentId: string;
  containerId: string | null;
  containerNumber: string | null;
  sku: string | null;
  product: string | null;
  units: number | null;
};

export type OrderLine = OrderLineRow & LineQuantities & { goods: (OrderGoods & { daysLate: DaysLate })[] };

export type PurchaseOrderDetail = PurchaseOrderRow & {
  lines: OrderLine[];
  steps: StepRow[];
  shipments: OrderShipment[];
  /** Cargo with the order's number that matches none of its lines. */
  otherGoods: OrderGoods[];
};

/** One purchase order with its lines, the shipment and lateness of each; or null. */
export async function getPurchaseOrder(
  db: Database,
  id: string,
  at: { now?: string } = {},
): Promise<PurchaseOrderDetail | null> {
  const [row] = await db.select().from(purchaseOrders).where(eq(purchaseOrders.id, id));
  if (!row) return null;
  const [lines, steps, carried, goods] = await Promise.all([
    db
      .select()
      .from(purchaseOrderLines)
      .where(eq(purchaseOrderLines.purchaseOrderId, id))
      .orderBy(asc(purchaseOrderLines.position)),
    stepsOf(db, id),
    carriersOf(db, [row]),
    goodsOf(db, row.searchable),
  ]);
  const carriers = carried.get(id) ?? (new Map() as Carriers);
  const shipments = await readLinked(db, [...carriers.keys()]);
  const lateFor = (day: string | null, shipment: LinkedShipment | undefined): DaysLate =>
    daysLate(day, shipment && expectedDeliveryOf(shipment), Date.parse(at.now ?? now()));
  const skus = new Set(lines.map(({ sku }) => sku));
  const withStatus = ({ shipmentId, units }: Pick<OrderGoods, 'shipmentId' | 'units'>) => ({
    ...{ units, status: shipments.get(shipmentId)?.status ?? null },
  });
  const anyLine = unassigned(carriers, goods).map(withStatus);
  return {
    ...row,
    lines: lines.map((line) => {
      const own = goods.filter(({ sku }) => sku !== null && sku === line.sku);
      const isShared =
        line.sku === null || lines.some(({ sku, position }) => sku === line.sku && position !== line.position);
      const carried = [...own.map(withStatus), ...anyLine];
      return {
        ...line,
        ...quantitiesOf(line.units, carried, isShared),
        goods: own.map((some) => {
          const shipment = shipments.get(some.shipmentId);
          return { ...some, daysLate: lateFor(line.mustArriveOn ?? row.mustArriveOn, shipment) };
        }),
      };
    }),
    steps,
    shipments: [...shipments.values()].map((shipment) => ({
      ...shipment,
      foundBy: [...(carriers.get(shipment.id) ?? [])],
      daysLate: lateFor(row.mustArriveOn, shipment),
    })),
    otherGoods: goods.filter(({ sku }) => sku === null || !skus.has(sku)),
  };
}

/** Cargo that may be of any line, so that its units are not known: of no SKU, or of a shipment that carries the order without listing cargo of it. */
function unassigned(carriers: Carriers, goods: readonly OrderGoods[]) {
  const listed = new Set(goods.map(({ shipmentId }) => shipmentId));
  const bare = [...carriers.keys()].filter((id) => !listed.has(id));
  const nameless = goods.filter(({ sku }) => sku === null).map(({ shipmentId }) => shipmentId);
  return [...bare, ...nameless].map((shipmentId) => ({ shipmentId, units: null }));
}

async function goodsOf(db: Database, searchable: string): Promise<OrderGoods[]> {
  if (searchable === '') return [];
  const { shipmentId, containerId, sku, product, units } = shipmentItems;
  return db
    .select({ shipmentId, containerId, containerNumber: containers.number, sku, product, units })
    .from(shipmentItems)
    .leftJoin(containers, eq(containers.id, containerId))
    .where(eq(shipmentItems.poSearchable, searchable))
    .orderBy(asc(shipmentId), asc(shipmentItems.id))
    .limit(MAX_LINKS_PER_ORDER);
}
