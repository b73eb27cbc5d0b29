import { type SQL, sql } from 'drizzle-orm';

/**
 * Whether the terms of a row of `search_terms` contain a pattern of `searchPatterns`. In a database with the locale `C` the trigrams of
 * PostgreSQL have ASCII letters only; other text is found by the bytes that it is stored as, in an index of the rows that have such text.
 */
export function hasPattern(pattern: string): SQL {
  const has = sql`search_terms.terms like ${pattern}`;
  const text = pattern.slice(1, -1);
  const bytes = Buffer.from(text);
  if (bytes.length === text.length) return has;
  // Half of a byte may match in between, so the text is compared too.
  return sql`(octet_length(search_terms.terms) > char_length(search_terms.terms)
    and utf8_hex(search_terms.terms) like ${`%${bytes.toString('hex')}%`} and ${has})`;
}

/** Whether a shipment has a row of terms with a pattern. The planner chooses whether it looks in the terms or at the shipments first. */
export function isLike(pattern: string): SQL {
  return sql`shipments.id in (select search_terms.shipment_id from search_terms where ${hasPattern(pattern)})`;
}

/** For rare text: all matches are read from the index of terms, and then as many shipments as are shown, in the order of their ids. */
export function isOneOfLike(pattern: string): SQL {
  return sql`shipments.id = any(array(select search_terms.shipment_id from search_terms where ${hasPattern(pattern)}))`;
}

/** Whether a shipment has no row of terms with a pattern. */
export function isNotLike(pattern: string): SQL {
  return sql`not exists (select from search_terms where search_terms.shipment_id = shipments.id and ${hasPattern(pattern)})`;
}
