import { getPurchaseOrder, type PurchaseOrderDetail } from '#db/queries/purchase-order.ts';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import type { State } from '#lib/emulator/index.ts';
import { type Behind, judgeOrders, type OrderVerdict } from './judge-orders.ts';
import { inTurn, type Viewer, wholeList } from './viewer.ts';

/** Where purchase orders, their lines and the list of the late ones differ from what the world shows. */
export async function orderFalsehoods({ db, now }: Viewer, state: State): Promise<string[]> {
  const [rows, late] = await Promise.all([
    wholeList(db, PURCHASE_ORDERS),
    wholeList(db, PURCHASE_ORDERS, { late: true, today: new Date(now).toISOString().slice(0, 10) }),
  ]);
  const byId = new Map(rows.map((row) => [row.externalId, row.id]));
  const onLateList = new Set(late.map(({ externalId }) => externalId));
  return inTurn(judgeOrders(state, now), async (verdict) => {
    const id = byId.get(verdict.id);
    const shown = id === undefined ? null : await getPurchaseOrder(db, id, { now: new Date(now).toISOString() });
    if (!shown) return [`presence of order ${verdict.number}: not shown`];
    return differing(verdict, shown, onLateList.has(verdict.id));
  });
}

function differing(verdict: OrderVerdict, shown: PurchaseOrderDetail, isOnLateList: boolean): string[] {
  const who = `order ${verdict.number}`;
  const found: string[] = [];
  if (shown.status !== verdict.status)
    found.push(`status of ${who}: shown ${shown.status}, is ${verdict.status}`);
  if (isOnLateList ? verdict.late === 'no' : verdict.late === 'late')
    found.push(`late list of ${who}: shown ${isOnLateList ? 'on it' : 'not on it'}, is ${verdict.late}`);
  const names = new Map(shown.shipments.map(({ id, externalId }) => [id, externalId]));
  const carriers = new Map(shown.shipments.map(({ externalId, daysLate }) => [externalId, daysLate]));
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
