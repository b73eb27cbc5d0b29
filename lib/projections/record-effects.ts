import type { Transaction } from '#db/client.ts';
import { type GivenColumn, givenRows } from '#db/given-rows.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { CausedDifference } from './project-entity.ts';

/** A value that changed, with its entity and the event that caused it. */
export type Effect = CausedDifference & { entityType: EntityType; entityId: string };

/** Records effects; `cause` is `rebuild` where other rules changed a value, not an event. */
export async function recordEffects(
  tx: Transaction,
  effects: readonly Effect[],
  cause: 'event' | 'rebuild' = 'event',
): Promise<void> {
  if (effects.length === 0) return;
  const { table, parameters } = givenRows(EFFECT_COLUMNS, effects);
  await tx.unsafe(
    `insert into effects (event_id, entity_type, entity_id, part, field, before, after, times, cause, recorded_at)
     select *, '${cause}', now() from ${table}`,
    parameters,
    { prepare: true },
  );
}

const EFFECT_COLUMNS: readonly GivenColumn[] = [
  { property: 'eventId', type: 'uuid' },
  { property: 'entityType', type: 'text' },
  { property: 'entityId', type: 'uuid' },
  { property: 'part', type: 'jsonb' },
  { property: 'field', type: 'text' },
  { property: 'before', type: 'json' },
  { property: 'after', type: 'json' },
  { property: 'times', type: 'json' },
];
