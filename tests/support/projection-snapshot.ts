import type { Sql } from '#db/client.ts';

/** The tables that projections write: everything that is derived from events. */
const PROJECTION_TABLES = [
  'facts',
  'shipments',
  'legs',
  'containers',
  'milestones',
  'exceptions',
  'shipment_references',
  'shipment_parties',
  'parties',
  'shipment_items',
  'bookings',
  'purchase_orders',
  'purchase_order_lines',
  'products',
  'invoices',
  'invoice_lines',
  'documents',
  'steps',
  'shipment_records',
  'search_terms',
] as const;

/** All rows of these tables as the database's own text, sorted. */
export async function projectionSnapshot(sql: Sql): Promise<string> {
  const lines: string[] = [];
  for (const table of PROJECTION_TABLES) {
    const rows = await sql<{ line: string }[]>`select ${sql(table)}::text as line from ${sql(table)} order by 1`;
    lines.push(`-- ${table}`, ...rows.map(({ line }) => line));
  }
  return lines.join('\n');
}

/** Empties these tables and `effects`, not the inbox. */
export async function clearProjections(sql: Sql): Promise<void> {
  await sql`truncate ${sql([...PROJECTION_TABLES, 'effects'])}`;
}
