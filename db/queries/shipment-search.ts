import { type SQL, sql } from 'drizzle-orm';
import { type SearchPatterns, searchPatterns } from '#lib/model/search.ts';
import type { Database } from '../client.ts';
import type { Found, Match, Rank } from './list.ts';
import { hasPattern, isLike, isNotLike, isOneOfLike } from './search-patterns.ts';
import type { ShipmentRow } from './shipment-exceptions.ts';
import { BY_ID, SHIPMENT_SORTS } from './shipment-sorts.ts';
import { active } from './shipment-views.ts';

/** Matches of which each is read to know whether it is active, and matches that are all known before a page is read. */
const FEW = 500;
const SOME = 2_500;

/** Of more matches so many of each rank are known, in the order of their ids: the first pages need no second reading. */
const BEGIN = 250;

/** Terms that are read from their index at most. More common text is looked for in the latest shipments first. */
const RARE = 20_000;

/** The active shipments that were updated last: as many are compared with the matches of rare text, and as many are searched otherwise. */
const LATEST = 20_000;
const SEARCHED = 2_000;

/** The order of a few shipments, which are read by their ids, in a form that no index has. PostgreSQL would rather read a whole index. */
const BY_UPDATE = { ...SHIPMENT_SORTS.learnedAt, by: sql`(shipments.learned_at + interval '0')` };

/** Whether a shipment or a record linked to it has a term that contains a text; never for a text without letters and digits. */
export function isFoundBy(typed: string): SQL {
  const patterns = searchPatterns(typed);
  return patterns ? isLike(patterns.any) : sql`false`;
}

/**
 * The shipments that a text finds, with the rank of each: the active ones that were updated last, and the others unless there are many.
 * It reads a bounded number of rows, however common the text is.
 */
export async function findMatches(db: Database, typed: string): Promise<Found> {
  const patterns = searchPatterns(typed);
  if (!patterns) return { latest: [], others: [], rest: 'none' };
  const found = (await isRare(db, patterns)) ? await rareMatches(db, patterns) : null;
  return found ?? { latest: await latestMatches(db, patterns), others: [], rest: 'common' };
}

async function isRare(db: Database, { any }: SearchPatterns): Promise<boolean> {
  const [plan] = await db.execute<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    sql`explain (format json) select from search_terms where ${hasPattern(any)}`,
  );
  return (plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0) <= RARE;
}

function rankOf({ whole, beginning }: SearchPatterns): SQL {
  return sql`case when search_terms.terms like ${whole} then 0 when search_terms.terms like ${beginning} then 1 else 2 end`;
}

type RareMatch = { read: number; total: number; id: string | null; rank: number; first: boolean };

/** Null if the text is not rare after all: the planner guesses. */
async function rareMatches(db: Database, patterns: SearchPatterns): Promise<Found | null> {
  const total = sql`(select total from counted)`;
  const rows = await db.execute<RareMatch>(sql`
    with found as materialized (
      select shipment_id as id, ${rankOf(patterns)} as rank from search_terms where ${hasPattern(patterns.any)} limit ${RARE + 1}
    ), matches as materialized (select id, min(rank) as rank from found group by id),
    counted as materialized (
      select (select count(*)::integer from found) as read, (select count(*)::integer from matches) as total
    ), latest as materialized (
      select id, rank from (${latest(LATEST)}) as latest join matches using (id)
      where ${total} > ${FEW} order by learned_at desc, id desc limit ${FEW}
    )
    select read, total, known.id, known.rank, known.first from counted left join (
      select id, rank, coalesce(${active}, false) as first
      from (select id, rank from matches where ${total} <= ${FEW} limit ${FEW}) as few join shipments using (id)
      union all select id, rank, true from latest
      union all select other.id, other.rank, false from unnest(array[0, 1, 2]) as known(rank) cross join lateral (
        select id, rank from matches where ${total} > ${FEW} and rank = known.rank and id not in (select id from latest)
        order by id limit case when ${total} <= ${SOME} then ${SOME}::integer else ${BEGIN}::integer end) as other
    ) as known on true`);
  const [{ read, total: count } = { read: 0, total: 0 }] = rows;
  if (read > RARE) return null;
  const found = (isFirst: boolean) =>
    rows.flatMap(({ id, rank, first }) => (id !== null && first === isFirst ? [{ id, rank }] : []));
  return { latest: found(true), others: found(false), rest: count <= SOME ? 'none' : 'rare' };
}

function latestMatches(db: Database, patterns: SearchPatterns): Promise<Match[]> {
  return db.execute<Match>(sql`
    select latest.id, found.rank from (${latest(SEARCHED)}) as latest cross join lateral (
      select min(${rankOf(patterns)}) as rank from search_terms where shipment_id = latest.id and ${hasPattern(patterns.any)}
    ) as found
    where found.rank is not null order by learned_at desc, latest.id desc limit 100`);
}

function latest(limit: number): SQL {
  return sql`select id, learned_at from shipments where ${active} order by learned_at desc, id desc limit ${limit}`;
}

/**
 * The order of a search: whole terms, then their beginnings, then any part of them; of each first active shipments, latest update
 * first, and then the others in the order of their ids. Of many matches the first are those that `findMatches` knows. By time, a text
 * that only old shipments have would be looked for through all newer ones; ids are hashes, so that matches are scattered among them.
 */
export function searchRanks(typed: string, found: Found | null): Rank<ShipmentRow>[] {
  const patterns = searchPatterns(typed);
  if (!patterns) return [];
  const { latest: first, others, rest } = found ?? { latest: [], others: [], rest: 'common' };
  const isFirst = isAmong(first);
  const ofRank = (matches: readonly Match[], rank: number) => matches.filter((match) => match.rank === rank);
  return [0, 1, 2].flatMap((rank) => {
    const known = ofRank(others, rank);
    const further = rest === 'none' ? null : furtherMatches(patterns, rank, rest, known);
    const behind = further && isFirst ? sql`${further} and not (${isFirst})` : further;
    return [
      { parts: present(isAmong(ofRank(first, rank))), sort: BY_UPDATE },
      { parts: present(isAmong(known), behind), sort: BY_ID },
    ];
  });
}

const present = (...conditions: (SQL | null)[]) => conditions.filter((one) => one !== null);

function isAmong(matches: readonly Match[]): SQL | null {
  if (matches.length === 0) return null;
  return sql`shipments.id = any(${`{${matches.map(({ id }) => id).join()}}`}::uuid[])`;
}

/** The matches of a rank behind those that are known; null if there are none. */
function furtherMatches(
  { whole, beginning, any }: SearchPatterns,
  rank: number,
  rest: 'rare' | 'common',
  known: readonly Match[],
): SQL | null {
  if (rest === 'rare' && known.length < BEGIN) return null;
  const is = rest === 'rare' ? isOneOfLike : isLike;
  const last = known
    .map(({ id }) => id)
    .sort()
    .at(-1);
  const behind = last === undefined ? sql`true` : sql`shipments.id > ${last}::uuid`;
  if (rank === 0) return sql`${behind} and ${is(whole)}`;
  if (rank === 1) return sql`${behind} and ${is(beginning)} and ${isNotLike(whole)}`;
  return any === beginning ? null : sql`${behind} and ${is(any)} and ${isNotLike(beginning)}`;
}
