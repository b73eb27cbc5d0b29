import { type SQL, sql } from 'drizzle-orm';
import { searchable } from '#lib/model/reference.ts';
import { formerPattern } from '#lib/model/search.ts';
import type { Database } from '../client.ts';

/** Whether a shipment has one of some references; of one that none has any more, whether it had it. */
export function hasReference(refs: readonly string[]): SQL {
  return sql`shipments.id in (select shipment_id from (${matches(refs)}) as matches)`;
}

/** The references that no shipment has or had, as entered. */
export async function unknownReferences(db: Database, refs: readonly string[]): Promise<string[]> {
  if (refs.length === 0) return [];
  const rows = await db.execute<{ known: string }>(sql`select distinct known from (${matches(refs)}) as matches`);
  const known = new Set(rows.map((row) => row.known));
  return refs.filter((reference) => !known.has(searchable(reference)));
}

/** The shipments of each reference: those that have it, else those whose terms mark it as one that they had. */
function matches(refs: readonly string[]): SQL {
  const given = refs.map((reference) => ({ known: searchable(reference), former: formerPattern(reference) }));
  const table = sql`json_to_recordset(${JSON.stringify(given)}::text::json) as given(known text, former text)`;
  return sql`
    select given.known, shipment_id from ${table} join shipment_references on searchable = given.known
    union all
    select given.known, search_terms.shipment_id from ${table}
      join search_terms on terms like given.former and entity_id = shipment_id
      where not exists (select from shipment_references where searchable = given.known)`;
}
