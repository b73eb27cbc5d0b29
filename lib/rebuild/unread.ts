import type { Transaction } from '#db/client.ts';
import { readLedger } from '#lib/projections/ledger.ts';

/**
 * The entities with an event that the rebuild could not read: its row or bytes are missing, its provider is not installed, or
 * normalising it failed. `ledger` is the stored one.
 */
export async function findUnread(
  tx: Transaction,
  entities: readonly { id: string; ledger: string }[],
): Promise<ReadonlySet<string>> {
  if (entities.length === 0) return new Set();
  const pairs = entities.flatMap(({ id, ledger }) =>
    readLedger(ledger).events.map((event) => ({ entity: id, event: event.id })),
  );
  const rows = await tx<{ id: string }[]>`
    with stating as (
      select entity as entity_id, event as event_id
      from json_to_recordset(${JSON.stringify(pairs)}::text::json) as given(entity uuid, event uuid)
      union
      select entity_id, event_id from entity_events where entity_id = any(${entities.map(({ id }) => id)}::uuid[])
    )
    select distinct stating.entity_id as id
    from stating
    left join events on events.id = stating.event_id
    left join deliveries on deliveries.id = events.delivery_id
    left join rebuild_events unread
      on unread.event_id = stating.event_id and unread.state in ('unavailable', 'failed')
    where deliveries.body is null or unread.event_id is not null`;
  return new Set(rows.map(({ id }) => id));
}
