import { sql } from 'drizzle-orm';
import { type RebuildPhase, RULES_VERSION } from '#lib/model/rebuild.ts';
import type { Database } from '../client.ts';

/** The progress of a rebuild after a change of rules. `waiting`: no worker has started it yet. */
export type RebuildStatus = {
  phase: RebuildPhase | 'waiting';
  events: number;
  totalEvents: number;
  entities: number;
  startedAt: string | null;
};

const WAITING: RebuildStatus = { phase: 'waiting', events: 0, totalEvents: 0, entities: 0, startedAt: null };

/** The rebuild that is needed because the stored values were derived with older rules; null if there is none. */
export async function rebuildStatus(db: Database): Promise<RebuildStatus | null> {
  const [row] = await db.execute<{ outdated: boolean; running: RebuildStatus | null }>(sql`
    select exists (select from facts) and coalesce(
        (select version from rebuilds where swapped_at is not null order by swapped_at desc limit 1), 0
      ) < ${RULES_VERSION} as outdated,
      (select json_build_object('phase', phase, 'events', events, 'totalEvents', total_events, 'entities', entities,
          'startedAt', to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from rebuilds where finished_at is null and not dry_run and swapped_at is null) as running`);
  if (!row?.outdated) return null;
  return row.running ?? WAITING;
}
