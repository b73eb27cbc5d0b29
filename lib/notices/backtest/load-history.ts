import { isInitialSync } from '#db/archive/initial-sync.ts';
import type { Transaction } from '#db/client.ts';
import { DECIDES_NOTICES } from '#db/schema/columns.ts';
import { matches, type RuleFilter } from '../rule-filter.ts';
import { loadSubjects, STAKEHOLDERS, timesOf } from '../subjects.ts';
import { type PastBatch, pastBatches, type StoredEffect } from './past-batches.ts';

/** The ids of the shipments that changed since an instant and that a filter matches, or may have matched then. */
export async function changedShipments(tx: Transaction, rule: RuleFilter, since: string): Promise<string[]> {
  const condition = tx.unsafe(DECIDES_NOTICES);
  // Customers only change with an effect.
  const customers = tx`
    array(select customer where customer is not null
      union all select name from shipment_parties where shipment_id = shipments.id and role = any(${[...STAKEHOLDERS]}::text[])
      union all select before #>> '{}' from effects
        where entity_id = shipments.id and part is null and field = 'customer' and recorded_at >= ${since} and before is not null)`;
  const rows = await tx<{ id: string; provider: string; customers: string[] }[]>`
    select id, provider, ${rule.customer === null ? tx`'{}'::text[]` : customers} as customers from shipments
    where id in (select entity_id from effects where ${condition} and recorded_at >= ${since})
      ${rule.provider === null ? tx`` : tx`and provider = ${rule.provider}`}
      ${rule.shipmentId === null ? tx`` : tx`and id = ${rule.shipmentId}`}`;
  return rows.filter((row) => matches(rule, row, row.customers)).map(({ id }) => id);
}

/** What changed some shipments since an instant, by shipment. */
export async function loadHistory(tx: Transaction, ids: readonly string[], since: string): Promise<PastBatch[][]> {
  const subjects = await loadSubjects(tx, ids);
  const effects = await tx<StoredEffect[]>`
    select entity_id as "entityId", event_id as "eventId", part, field, before, after, times, cause, xmin::text as transaction,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
      exists (
        select from events join deliveries d on d.id = delivery_id
        -- One that was applied again later, when its date had come, was not fetched then.
        where events.id = event_id and recorded_at <= settled_at and ${isInitialSync(tx)}) as "isInitial"
    from effects where entity_id = any(${[...ids]}::uuid[]) and recorded_at >= ${since} and ${tx.unsafe(DECIDES_NOTICES)}
    order by entity_id, id`;
  const byShipment = Map.groupBy(effects, ({ entityId }) => entityId);
  return subjects.map((subject) =>
    pastBatches(byShipment.get(subject.id) ?? [], { ...subject, times: timesOf(subject) }),
  );
}
