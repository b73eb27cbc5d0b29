import type { Sql } from '#db/client.ts';

/** The tables that make up the picture: everything that is computed from what providers said. */
const PICTURE = [
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
] as const;

/** The whole picture as text, byte for byte as the database holds it, in the order of its keys. */
export async function picture(sql: Sql): Promise<string> {
  const lines: string[] = [];
  for (const table of PICTURE) {
    const rows = await sql<{ line: string }[]>`select ${sql(table)}::text as line from ${sql(table)} order by 1`;
    lines.push(`-- ${table}`, ...rows.map(({ line }) => line));
  }
  return lines.join('\n');
}

/** Empties the picture and its history, not the inbox. */
export async function forget(sql: Sql): Promise<void> {
  await sql`truncate ${sql([...PICTURE, 'effects'])}`;
}
