import type { Transaction } from '#db/client.ts';
import type { Source } from './ledger.ts';

/** An entity and the events that state something about it. */
type Stated = { id: string; events: readonly { source: Pick<Source, 'id'> }[] };

/** Records which events state something about which entities. */
export async function recordEntityEvents(tx: Transaction, entities: readonly Stated[]): Promise<void> {
  const pairs = entities.flatMap(({ id, events }) => events.map(({ source }) => [id, source.id] as const));
  if (pairs.length === 0) return;
  await tx`
    insert into entity_events (entity_id, event_id)
    select * from unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, event]) => event)}::uuid[])
    on conflict do nothing`;
}
