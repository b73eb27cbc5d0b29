import { type SQL, sql } from 'drizzle-orm';
import { type SearchPatterns, searchPatterns } from '#lib/model/search.ts';
import type { Database } from '../client.ts';
import type { Match, Rank } from './list.ts';
import type { ShipmentRow } from './shipment-exceptions.ts';
import { BY_ID, SHIPMENT_SORTS } from './shipment-sorts.ts';
import { active } from './shipment-views.ts';

/** Matches that are read at once; more are searched rank by rank. */
const FEW = 2_500;

/*
 * The condition and the order of active shipments in forms that no index has: a few shipments are read by their ids. PostgreSQL would
 * rather read a whole index for them.
 */
const isActive = sql`coalesce(${active}, false)`;
const BY_UPDATE = { ...SHIPMENT_SORTS.learnedAt, by: sql`(shipments.learned_at + interval '0')` };

/** Whether a shipment or a record linked to it has a term that contains a text; never for a text without letters and digits. */
export function isFoundBy(typed: string): SQL {
  const patterns = searchPatterns(typed);
  return patterns ? isLike(patterns.any) : sql`false`;
}

/**
 * The shipments that a text finds with the rank of each, if the planner expects few and there are: then one search of the index
 * serves all ranks. Null if there may be many.
 */
export async function fewMatches(db: Database, typed: string): Promise<Match[] | null> {
  const patterns = searchPatterns(typed);
  if (!patterns) return [];
  const { whole, beginning, any } = patterns;
  const found = sql`from search_terms where terms like ${any}`;
  const [plan] = await db.execute<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    sql`explain (format json) select ${found}`,
  );
  if ((plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? FEW) >= FEW) return null;
  const rows = await db.execute<Match>(sql`
    select shipment_id as id, min(case when terms like ${whole} then 0 when terms like ${beginning} then 1 else 2 end) as rank
    ${found} group by shipment_id limit ${FEW + 1}`);
  return rows.length > FEW ? null : rows;
}

/**
 * The order of a search: whole terms, then their beginnings, then any part of them; of each first the active shipments, latest update
 * first. Those that ended follow in the order of their ids. By time, a text that only old shipments have would be looked for through
 * all newer ones; ids are hashes, so that matches are scattered among them and a page is found soon. `few` are all matches, if known.
 */
export function searchRanks(typed: string, few: readonly Match[] | null): Rank<ShipmentRow>[] {
  const patterns = searchPatterns(typed);
  if (!patterns || few?.length === 0) return [];
  const [condition, sort] = few ? [isActive, BY_UPDATE] : [active, SHIPMENT_SORTS.learnedAt];
  return (few ? ranksOf(few) : ranksLike(patterns)).flatMap((match) => [
    { where: sql`${condition} and ${match}`, sort },
    { where: sql`not (${condition}) and ${match}`, sort: BY_ID },
  ]);
}

function ranksOf(few: readonly Match[]): SQL[] {
  return [0, 1, 2].map((rank) => {
    const ids = few.filter((match) => match.rank === rank).map(({ id }) => id);
    return ids.length === 0 ? sql`false` : sql`shipments.id = any(${`{${ids.join()}}`}::uuid[])`;
  });
}

function ranksLike({ whole, beginning, any }: SearchPatterns): SQL[] {
  const other = any === beginning ? sql`false` : sql`${isLike(any)} and ${isNotLike(beginning)}`;
  return [isLike(whole), sql`${isLike(beginning)} and ${isNotLike(whole)}`, other];
}

function isLike(pattern: string): SQL {
  return sql`shipments.id in (select search_terms.shipment_id from search_terms where search_terms.terms like ${pattern})`;
}

function isNotLike(pattern: string): SQL {
  return sql`not exists (select from search_terms where search_terms.shipment_id = shipments.id and search_terms.terms like ${pattern})`;
}
