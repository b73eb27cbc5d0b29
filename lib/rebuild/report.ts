import type { Transaction } from '#db/client.ts';
import type { FieldDifference, RebuildReport } from '#lib/model/rebuild.ts';
import type { Rebuild } from './state.ts';

/** Examples of each field. */
const EXAMPLES = 3;

/** Maximum of listed fields, the most frequent first. */
const MAX_FIELDS = 200;

/** The result of a rebuild, from its records. */
export async function readReport(tx: Transaction, { events, entities }: Rebuild): Promise<RebuildReport> {
  const [counts] = await tx<{ changed: number; kept: number; refused: number; unread: number }[]>`
    select count(*) filter (where comparison = 'differs')::int as changed,
      count(*) filter (where comparison = 'kept')::int as kept,
      count(*) filter (where comparison = 'refused')::int as refused,
      (select count(*)::int from rebuild_events where state in ('unavailable', 'failed')) as unread
    from rebuild_ledgers where touched or comparison is not null`;
  const states = await tx<RebuildReport['eventStates'][number][]>`
    select events.state as from, outcome.state as to, count(*)::int as count
    from rebuild_events outcome join events on events.id = outcome.event_id
    where outcome.state not in ('unavailable', 'failed') and events.state not in ('pending', outcome.state)
    group by 1, 2 order by 3 desc, 1, 2`;
  const reasons = await tx<{ reason: string }[]>`
    select reason from rebuild_events where state = 'failed' and reason is not null group by reason order by count(*) desc, 1
    limit ${EXAMPLES}`;
  return {
    events,
    unreadEvents: counts?.unread ?? 0,
    unreadReasons: reasons.map(({ reason }) => reason),
    compared: entities,
    changed: counts?.changed ?? 0,
    kept: counts?.kept ?? 0,
    refused: counts?.refused ?? 0,
    eventStates: [...states],
    fields: await readFields(tx),
  };
}

async function readFields(tx: Transaction): Promise<FieldDifference[]> {
  const fields = await tx<Omit<FieldDifference, 'examples'>[]>`
    select entity_type as "entityType", part->>'type' as part, field, count(distinct entity_id)::int as count
    from rebuild_differences
    group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit ${MAX_FIELDS}`;
  const found: FieldDifference[] = [];
  for (const one of fields) {
    const examples = await tx<FieldDifference['examples'][number][]>`
      select provider, external_id as "externalId", before, after
      from rebuild_differences join rebuild_ledgers on id = entity_id
      where rebuild_differences.entity_type = ${one.entityType} and part->>'type' is not distinct from ${one.part}
        and field = ${one.field}
      order by entity_id, position limit ${EXAMPLES}`;
    found.push({ ...one, examples: [...examples] });
  }
  return found;
}
