import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { searchable } from '#lib/model/reference.ts';
import type { Database } from '../client.ts';
import { containerSearchable, partySearchable } from '../schema/columns.ts';
import { bookings, containers, documents, invoices, parties, products, purchaseOrders } from '../schema/index.ts';
import { bytewise, startsWith } from './record-filters.ts';

export type HitKind = 'invoice' | 'purchase_order' | 'booking' | 'container' | 'product' | 'document' | 'party';

/** A record, container or party that a text names. */
export type RecordHit = {
  kind: HitKind;
  id: string;
  /** Its number or name. */
  name: string;
  /** The name of a product that is listed by its SKU. */
  note: string | null;
  /** Whether the text is its whole number or name, in any notation, and not only the beginning. */
  isWhole: boolean;
};

/** Hits of each kind at most, and of all. */
const EACH = 3;
const ALL = 6;

/** The shortest text, in its search form, that names a record: fewer characters begin too many of them. */
const SHORTEST = 2;

/**
 * The records whose number or name is a text, then those that begin with it: invoices, purchase orders, bookings, containers, products (by
 * SKU, those without one by name), documents and parties. Records that their source deleted are left out. Six at most.
 */
export async function findRecords(db: Database, typed: string): Promise<RecordHit[]> {
  const text = typed.replaceAll('\0', '').trim();
  const form = searchable(text);
  if (form.length < SHORTEST) return [];
  const branches = [
    named('invoice', invoices, invoices.searchable, form),
    named('purchase_order', purchaseOrders, purchaseOrders.searchable, form),
    named('booking', bookings, bookings.searchable, form),
    named('container', containers, containerSearchable, form),
    named('product', products, products.searchable, form),
    named('document', documents, documents.searchable, form),
    named('party', parties, partySearchable, text.toLowerCase()),
  ];
  const found = await db.execute<RecordHit>(sql`
    select * from (${sql.join(branches, sql` union all `)}) as found order by "isWhole" desc, kind, name collate "C", id limit ${ALL}`);
  return [...found];
}

type Numbered = typeof invoices | typeof purchaseOrders | typeof bookings | typeof products | typeof documents;

function named(kind: HitKind, table: Numbered | typeof containers | typeof parties, by: SQLWrapper, form: string): SQL {
  const name = 'searchable' in table ? table.number : 'number' in table ? table.number : table.name;
  const note = kind === 'product' ? sql`nullif(${products.name}, ${products.number})` : sql`null::text`;
  const isThere = 'removed' in table ? sql`not ${table.removed}` : sql`true`;
  return sql`(
    select ${kind}::text as kind, ${table.id} as id, ${name} as name, ${note} as note, ${bytewise(by)} = ${form} as "isWhole"
    from ${table} where ${startsWith(by, form)} and ${isThere} order by ${bytewise(by)} limit ${EACH})`;
}
