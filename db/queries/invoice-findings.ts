import { and, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { exceptionConditions, invoices } from '../schema/index.ts';

/** An invoice with the number, party and amount of another one. */
export type TwinInvoice = { id: string; number: string };

const { entityId, part, type } = exceptionConditions;
const isDuplicate = sql`${type} = 'invoice.duplicate'`;

const UUID = /^[0-9a-f-]{36}$/;

/** An id in a column of text; null for other text, which must not fail a query. */
const asUuid = (column: SQLWrapper) => sql`case when ${column} ~ ${UUID.source} then ${column}::uuid end`;

/**
 * Whether an invoice fails a check, or is there twice: the same number, party and amount, neither of them void. Its own set of ids, since both
 * kinds of findings are rare and have indexes.
 */
export const hasFindings: SQL = sql`${invoices.id} in (
  select found.id from invoices as found where found.checks is not null
  union all select ${entityId} from ${exceptionConditions} where ${isDuplicate}
  union all select ${asUuid(part)} from ${exceptionConditions} where ${isDuplicate})`;

/** The twins of invoices, by the id of each invoice that has any; in both directions. */
export async function twinsOf(db: Database, ids: readonly string[]): Promise<Map<string, TwinInvoice[]>> {
  const found = new Map<string, TwinInvoice[]>();
  if (ids.length === 0) return found;
  const pairs = await db
    .select({ later: entityId, earlier: part })
    .from(exceptionConditions)
    .where(and(isDuplicate, sql`(${inArray(entityId, [...ids])} or ${inArray(part, [...ids])})`));
  const others = [...new Set(pairs.flatMap(({ later, earlier }) => [later, earlier]))].filter((id) => UUID.test(id));
  if (others.length === 0) return found;
  const numbers = await db
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(inArray(invoices.id, others))
    .orderBy(invoices.id);
  const wanted = new Set(ids);
  const note = (id: string, other: string) => {
    const twin = numbers.find((one) => one.id === other);
    if (wanted.has(id) && twin) found.set(id, [...(found.get(id) ?? []), twin]);
  };
  for (const { later, earlier } of pairs) {
    note(later, earlier);
    note(earlier, later);
  }
  return found;
}
