import { type OrderLateness, orderLateness } from '#components/purchase-orders/order-lateness.ts';
import { getPurchaseOrder, type PurchaseOrderDetail } from '#db/queries/purchase-order.ts';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import type { State } from '#lib/emulator/index.ts';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { type DaysLate, type ExpectedOrder, expectedOrders, type Standing } from './expected-orders.ts';
import { inBatches, readAll, type ScreenReader } from './screen-reader.ts';

/** The differences between the expected purchase orders and those on the screens: fields, lines, the list of late ones. */
export async function orderDifferences({ db, now }: ScreenReader, state: State): Promise<string[]> {
  const [rows, late] = await Promise.all([readAll(db, PURCHASE_ORDERS), readAll(db, PURCHASE_ORDERS, { late: true })]);
  const byId = new Map(rows.map((row) => [row.externalId, row]));
  const onLateList = new Set(late.map(({ externalId }) => externalId));
  return inBatches(expectedOrders(state, now), async (order) => {
    const row = byId.get(order.id);
    const shown = row ? await getPurchaseOrder(db, row.id, { now: new Date(now).toISOString() }) : null;
    if (!row || !shown) return [`presence of order ${order.number}: not shown`];
    const listed = { isLate: onLateList.has(order.id), standing: orderLateness(row, now, DEFAULT_LATENESS) };
    return [...differing(order, shown), ...listing(order, listed)];
  });
}

type Listed = { isLate: boolean; standing: OrderLateness | null };

/** The lateness of an order in the list, and whether it is on the list of late ones. */
function listing({ number, standing }: ExpectedOrder, listed: Listed): string[] {
  if (!standing) return [];
  const found: string[] = [];
  const isLate = standing.is === 'late';
  if (listed.isLate !== isLate)
    found.push(`late list of order ${number}: shown ${listed.isLate ? 'on it' : 'not on it'}, is ${standing.is}`);
  const textOf = ({ is, days }: Standing) => (is === 'not late' ? is : `${is}, ${days} days`);
  const { is, days } = listed.standing ?? { is: 'due', days: 0 };
  const shown = textOf({ is: is === 'due' || is === 'behind' ? 'not late' : is, days });
  return shown === textOf(standing)
    ? found
    : [...found, `lateness of order ${number}: shown ${shown}, is ${textOf(standing)}`];
}

function differing(order: ExpectedOrder, shown: PurchaseOrderDetail): string[] {
  const who = `order ${order.number}`;
  const found: string[] = [];
  if (shown.status !== order.status) found.push(`status of ${who}: shown ${shown.status}, is ${order.status}`);
  const names = new Map(shown.shipments.map(({ id, externalId }) => [id, externalId]));
  const created = shown.shipments.filter(({ externalId }) => !order.notCreated.has(externalId));
  const shipments = new Map(created.map(({ externalId, daysLate }) => [externalId, daysLate]));
  found.push(...compared(`shipments of ${who}`, shipments, order.shipments));
  for (const { position, shipments: expected } of order.lines) {
    const goods = shown.lines.find((line) => line.position === position)?.goods ?? [];
    const shownLate = new Map(goods.map((one) => [names.get(one.shipmentId) ?? one.shipmentId, one.daysLate]));
    found.push(...compared(`line ${position} of ${who}`, shownLate, expected));
  }
  return found;
}

function compared(
  what: string,
  shown: ReadonlyMap<string, DaysLate>,
  expected: ReadonlyMap<string, DaysLate>,
): string[] {
  const textOf = (map: ReadonlyMap<string, DaysLate>, key: string) =>
    map.has(key) ? `${map.get(key) ?? 'unknown'} days late` : 'not on it';
  return [...new Set([...shown.keys(), ...expected.keys()])].flatMap((key) => {
    const [is, should] = [textOf(shown, key), textOf(expected, key)];
    return is === should ? [] : [`${what}: shipment ${key} shown ${is}, is ${should}`];
  });
}
