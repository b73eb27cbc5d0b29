import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { searchable } from '#lib/model/reference.ts';
import { searchPatterns } from '#lib/model/search.ts';
import { entityIdsOf } from './derived-ids.ts';
import { hasPattern } from './search-patterns.ts';

const RECORD_TABLES = ['bookings', 'purchase_orders', 'products', 'invoices', 'documents'] as const;

/** Entities with one name at most: a reference like `1` may be that of very many. */
const MAX_NAMED = 200;

/**
 * The ids of the entities that a text names: by its id, that of one of its containers, its id at the provider, or a whole reference or
 * number, whose case, spaces and punctuation are ignored. A subquery.
 */
export function entitiesNamed(typed: string, provider: string | undefined): SQL {
  const text = typed.trim();
  const parts = [entityIdsOf(text, provider)];
  if (z.uuid().safeParse(text).success) {
    parts.push(sql`(select ${text}::uuid)`, sql`(select shipment_id from containers where id = ${text}::uuid)`);
  }
  const patterns = searchPatterns(text);
  if (patterns) {
    parts.push(sql`(select entity_id from search_terms where ${hasPattern(patterns.whole)} limit ${MAX_NAMED})`);
    parts.push(...RECORD_TABLES.map((table) => recordsNumbered(table, text)));
  }
  return sql.join(parts, sql` union all `);
}

/** Records that no shipment is linked to have no search terms. */
function recordsNumbered(table: string, text: string): SQL {
  const number = searchable(text).slice(0, 200);
  return sql`(select id from ${sql.identifier(table)} where searchable collate "C" = ${number} limit ${MAX_NAMED})`;
}
