import type { Sql } from '#db/client.ts';

/** How many of the events with these keys, as `sendGood` returns them, are not processed. */
export async function countUnapplied(sql: Sql, keys: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    with applied as materialized (
      select case provider when 'mvmnt' then split_part(key, ':', 2) else substr(key, length('brief:') + 1) end as key
      from events where state = 'processed'
    )
    select count(*)::int as count from (select unnest(${[...keys]}::text[]) except select key from applied) as missing`;
  return row?.count ?? 0;
}

/** Effects that were recorded more than once. */
export async function countDoubled(sql: Sql): Promise<number> {
  const rows = await sql`select event_id from effects group by event_id, entity_id, part, field having count(*) > 1`;
  return rows.length;
}
