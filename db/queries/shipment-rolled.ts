import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';

/** A main leg that was rolled to another sailing before it departed: the previous and the current one. */
export type Rolled = { from: string; to: string; at: string; eventId: string; times: number };

/** Whether a shipment was rolled: vessel or voyage of a leg changed before departure. */
export async function rolledOf(db: Database, shipmentId: string): Promise<Rolled | null> {
  const rows = await db.execute<{ before: string; after: string; at: string; event: string }>(sql`
    select before #>> '{}' as before, after #>> '{}' as after,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, event_id as event
    from effects
    where entity_id = ${shipmentId} and part->>'type' = 'leg' and field in ('vesselName', 'voyage') and cause = 'event'
      and before #>> '{}' is not null and after #>> '{}' is not null
      and not exists (select 1 from effects departed where departed.entity_id = effects.entity_id
        and departed.part @> '{"type": "milestone", "code": "DEPARTED", "classifier": "ACT"}' and departed.after #>> '{}' is not null and departed.id < effects.id)
    order by id`);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const same = rows.filter(({ event }) => event === last.event);
  const joined = (side: 'before' | 'after') => same.map((row) => row[side]).join(' ');
  return {
    from: joined('before'),
    to: joined('after'),
    at: last.at,
    eventId: last.event,
    times: new Set(rows.map(({ event }) => event)).size,
  };
}
