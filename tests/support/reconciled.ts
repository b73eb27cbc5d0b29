import { randomUUID } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { entityId } from '#lib/model/identity.ts';

/** Stores a run, a drift of a shipment that it corrected, a provider request, and a company that requests can name. */
export async function storeReconcileResults(sql: Sql, shipment: string): Promise<void> {
  const [run, event] = [randomUUID(), randomUUID()];
  await sql`
    insert into reconcile_runs (id, provider, scope, since, started_at, moved_at, finished_at, pages, read, changed, missed)
    values (${run}, 'flexport', 'incremental', now() - interval '1 hour', now(), now(), now(), 12, 873, 4, 2)`;
  await sql`
    insert into drift (run_id, provider, event_id, entity_type, entity_id, field, previous_value, source_value, cause, wrong_since, corrected_at)
    values (${run}, 'flexport', ${event}, 'shipment', ${entityId('shipment', 'flexport', shipment)}, 'incoterm',
      '"FOB"', '"CIF"', 'missed_webhook', now() - interval '40 minutes', now())`;
  await sql`
    insert into provider_requests (id, provider, kind, input, mark, state, reason, submitted_by, submitted_at, due_at, settled_at)
    values (${randomUUID()}, 'flexport', 'booking', '{"name":"Lamps","mode":"ocean"}', 'FL-0123456789', 'refused',
      'missing required fields: cargo', 'ops@example.com', now(), now(), now())`;
  await sql`
    insert into booking_references (provider, kind, reference, name, town, country, terms, seen_at)
    values ('flexport', 'company', 'JUN-01', 'Juniper Outfitters', 'Kent', 'US', 'juniper outfitters', now())`;
}
