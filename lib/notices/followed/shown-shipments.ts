import { and, inArray } from 'drizzle-orm';
import { builder, type Transaction } from '#db/client.ts';
import { parseFilter } from '#db/queries/declared-list.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { shipments } from '#db/schema/index.ts';

/** Which of some shipments the list of shipments shows, by the query strings of its filters. */
export async function shownShipments(
  tx: Transaction,
  searches: readonly string[],
  shipmentIds: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const shown = new Map<string, ReadonlySet<string>>();
  if (shipmentIds.length === 0) return shown;
  for (const search of new Set(searches)) {
    const { filter } = parseFilter(SHIPMENTS, Object.fromEntries(new URLSearchParams(search)));
    const { sql, params } = builder
      .select({ id: shipments.id })
      .from(shipments)
      .where(and(inArray(shipments.id, [...shipmentIds]), SHIPMENTS.where(builder, filter)))
      .toSQL();
    const rows = await tx.unsafe<{ id: string }[]>(sql, params as string[]);
    shown.set(search, new Set(rows.map(({ id }) => id)));
  }
  return shown;
}
