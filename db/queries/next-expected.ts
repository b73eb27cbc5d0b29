import { sql } from 'drizzle-orm';
import type { Moment } from '#lib/model/time.ts';
import type { Database } from '../client.ts';

/** When a milestone is expected, and the time zone of its place. */
export type Expected = { moment: Moment; timeZone: string | null };

/** When the next milestone of some shipments is expected, by shipment. */
export async function nextExpected(db: Database, ids: readonly string[]): Promise<Map<string, Expected>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<Moment & { id: string; timeZone: string | null }>(sql`
    select distinct on (shipments.id) shipments.id, occurred_text as text, occurred_offset as offset, precision,
      to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, place->>'timeZone' as "timeZone"
    from shipments join milestones on milestones.shipment_id = shipments.id and milestones.code = next_milestone
      and occurred_at = next_milestone_at and standing = 'current' and classifier <> 'ACT'
    where shipments.id = any(${sql.param([...ids])}::uuid[])
    order by shipments.id, classifier`);
  return new Map(rows.map(({ id, timeZone, ...moment }) => [id, { moment, timeZone }]));
}
