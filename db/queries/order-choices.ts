import { and, desc, eq, sql } from 'drizzle-orm';
import { searchable } from '#lib/model/reference.ts';
import type { Database } from '../client.ts';
import { purchaseOrders } from '../schema/index.ts';
import { beginsWith, bytewise } from './record-filters.ts';

export type OrderChoice = Pick<typeof purchaseOrders.$inferSelect, 'number' | 'buyer' | 'seller' | 'status'>;

const { number, buyer, seller, status } = purchaseOrders;
const COLUMNS = { number, buyer, seller, status };

/** Purchase orders whose number begins with a text; without text the latest. */
export function ordersBeginning(db: Database, typed: string, limit: number): Promise<OrderChoice[]> {
  const condition = beginsWith(purchaseOrders.searchable, typed);
  const order = condition ? bytewise(purchaseOrders.searchable) : desc(purchaseOrders.learnedAt);
  return db.select(COLUMNS).from(purchaseOrders).where(condition).orderBy(order, purchaseOrders.id).limit(limit);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The purchase order with an id or number; of several, that of `provider` first. Null without one. */
export async function orderNamed(db: Database, provider: string, text: string): Promise<OrderChoice | null> {
  const form = searchable(text);
  if (form === '') return null;
  const [found] = await db
    .select(COLUMNS)
    .from(purchaseOrders)
    .where(
      UUID.test(text)
        ? eq(purchaseOrders.id, text)
        : and(sql`${bytewise(purchaseOrders.searchable)} = ${form}`, eq(purchaseOrders.removed, false)),
    )
    .orderBy(desc(sql`${purchaseOrders.provider} = ${provider}`), purchaseOrders.id)
    .limit(1);
  return found ?? null;
}
