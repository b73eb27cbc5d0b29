import type { Transaction } from '#db/client.ts';
import { readLedger } from '#lib/projections/ledger.ts';

/**
 * The entities with an event that the rebuild could not read: its row or bytes are missing, its provider is not installed, or
 * normalising it failed. `ledger` is the stored one.
 *
 * Rows are looked up by their keys: PostgreSQL may execute plain joins by reading all events and deliveries.
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
    left join lateral (select * from events where id = stating.event_id limit 1) event on true
    left join lateral (select * from deliveries where id = event.delivery_id limit 1) delivery on true
    left join lateral (select * from rebuild_events where event_id = stating.event_id limit 1) outcome on true
    where (delivery.body is null and delivery.archive is null) or outcome.state in ('unavailable', 'failed')`;
  return new Set(rows.map(({ id }) => id));
}
