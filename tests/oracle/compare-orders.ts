import { type OrderLateness, orderLateness } from '#components/purchase-orders/order-lateness.ts';
import { getPurchaseOrder, type PurchaseOrderDetail } from '#db/queries/purchase-order.ts';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import type { State } from '#lib/emulator/index.ts';
import { type Behind, judgeOrders, type OrderVerdict, type Standing } from './judge-orders.ts';
import { inTurn, type Viewer, wholeList } from './viewer.ts';

/** Where purchase orders, their lines and the list of the late ones differ from what the world shows. */
export async function orderFalsehoods({ db, now }: Viewer, state: State): Promise<string[]> {
  const [rows, late] = await Promise.all([
    wholeList(db, PURCHASE_ORDERS),
    wholeList(db, PURCHASE_ORDERS, { late: true }),
  ]);
  const byId = new Map(rows.map((row) => [row.externalId, row]));
  const onLateList = new Set(late.map(({ externalId }) => externalId));
  return inTurn(judgeOrders(state, now), async (verdict) => {
    const row = byId.get(verdict.id);
    const shown = row ? await getPurchaseOrder(db, row.id, { now: new Date(now).toISOString() }) : null;
    if (!row || !shown) return [`presence of order ${verdict.number}: not shown`];
    const listed = { isLate: onLateList.has(verdict.id), standing: orderLateness(row, now) };
    return [...differing(verdict, shown), ...listing(verdict, listed)];
  });
}

type Listed = { isLate: boolean; standing: OrderLateness | null };

/** What the list says of an order, and whether it is among the late ones. */
function listing({ number, standing }: OrderVerdict, listed: Listed): string[] {
  if (!standing) return [];
  const found: string[] = [];
  const isLate = standing.is === 'late';
  if (listed.isLate !== isLate)
    found.push(`late list of order ${number}: shown ${listed.isLate ? 'on it' : 'not on it'}, is ${standing.is}`);
  const say = ({ is, days }: Standing) => (is === 'not late' ? is : `${is}, ${days} days`);
  const { is, days } = listed.standing ?? { is: 'due', days: 0 };
  const shown = say({ is: is === 'due' ? 'not late' : is, days });
  return shown === say(standing)
    ? found
    : [...found, `lateness of order ${number}: shown ${shown}, is ${say(standing)}`];
}

function differing(verdict: OrderVerdict, shown: PurchaseOrderDetail): string[] {
  const who = `order ${verdict.number}`;
  const found: string[] = [];
  if (shown.status !== verdict.status) found.push(`status of ${who}: shown ${shown.status}, is ${verdict.status}`);
  const names = new Map(shown.shipments.map(({ id, externalId }) => [id, externalId]));
  const born = shown.shipments.filter(({ externalId }) => !verdict.unborn.has(externalId));
  const carriers = new Map(born.map(({ externalId, daysLate }) => [externalId, daysLate]));
  found.push(...compared(`carriers of ${who}`, carriers, verdict.carriers));
  for (const { position, carriers: truth } of verdict.lines) {
    const goods = shown.lines.find((line) => line.position === position)?.goods ?? [];
    const told = new Map(goods.map((one) => [names.get(one.shipmentId) ?? one.shipmentId, one.daysLate]));
    found.push(...compared(`line ${position} of ${who}`, told, truth));
  }
  return found;
}

function compared(what: string, shown: ReadonlyMap<string, Behind>, truth: ReadonlyMap<string, Behind>): string[] {
  const say = (map: ReadonlyMap<string, Behind>, key: string) =>
    map.has(key) ? `${map.get(key) ?? 'unknown'} days late` : 'not on it';
  return [...new Set([...shown.keys(), ...truth.keys()])].flatMap((key) => {
    const [is, should] = [say(shown, key), say(truth, key)];
    return is === should ? [] : [`${what}: shipment ${key} shown ${is}, is ${should}`];
  });
}
