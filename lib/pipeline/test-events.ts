import type { Transaction } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { loadBodies, type PendingEvent } from '#lib/inbox/load-pending-events.ts';
import { notifySettled } from '#lib/inbox/notify-changed.ts';
import { TEST_MARK, type TestedShipment } from '#lib/model/setup.ts';
import { applyNormalised } from './apply-normalised.ts';
import { normaliseEvents } from './normalise-events.ts';
import { rolledBack } from './roll-back.ts';

type Tested = { problem: string | null; shipment: TestedShipment | null };

/**
 * Processes the test events of a batch (`webhook_tests`), each in a savepoint that is rolled back, so that nothing that follows from it was
 * ever seen by another transaction. Records what came of it, and deletes the event and its delivery. Returns the other events.
 */
export async function withoutTests(
  tx: Transaction,
  pending: readonly PendingEvent[],
): Promise<readonly PendingEvent[]> {
  const marked = pending.filter(({ key }) => key.includes(TEST_MARK)).map(({ id }) => id);
  if (marked.length === 0) return pending;
  const rows = await tx<{ id: string }[]>`
    select event_id as id from webhook_tests where event_id = any(${marked}::uuid[]) order by 1 for update`;
  const tests = new Set(rows.map(({ id }) => id));
  for (const event of pending.filter(({ id }) => tests.has(id))) {
    const tested = await rolledBack(
      (act) => tx.savepoint(act),
      (inner) => processAlone(inner, event),
    );
    await record(tx, event, tested);
  }
  if (tests.size > 0) await notifySettled(tx);
  return pending.filter(({ id }) => !tests.has(id));
}

async function processAlone(tx: Transaction, event: PendingEvent): Promise<Tested> {
  const bodies = await loadBodies(tx, [event.deliveryId]);
  const normalised = normaliseEvents([event], bodies, new Set());
  const { failures } = await applyNormalised(tx, normalised, new Set([event.id]));
  const [failure] = failures;
  const problem = failure ? messageOf(failure.thrown) : (normalised.settlements[0]?.reason ?? null);
  const [shipment] = await tx<TestedShipment[]>`
    select coalesce(name, (select min(value) from shipment_references where shipment_id = shipments.id), external_id) as name,
      status, last_milestone as milestone
    from shipments where id in (select entity_id from effects where event_id = ${event.id} and entity_type = 'shipment') limit 1`;
  return { problem, shipment: shipment ?? null };
}

async function record(tx: Transaction, event: PendingEvent, { problem, shipment }: Tested): Promise<void> {
  await tx`
    update webhook_tests set processed_at = clock_timestamp(), problem = ${problem},
      shipment = ${shipment && JSON.stringify(shipment)}::text::json
    where event_id = ${event.id}`;
  await tx`delete from events where id = ${event.id}`;
  await tx`
    delete from deliveries where id = ${event.deliveryId}
      and not exists (select from events where delivery_id = deliveries.id)`;
  // Copies that arrived before it was processed.
  await tx`
    delete from deliveries where provider = ${event.provider} and status = 'duplicate'
      and contents::jsonb @> ${JSON.stringify([[event.key]])}::text::jsonb`;
}
