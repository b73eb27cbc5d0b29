import { randomUUID } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { entityId } from '#lib/model/identity.ts';

/** Stores a notification rule and a notice of it that waits for its digest. */
export async function storeNotice(sql: Sql): Promise<void> {
  const [rule, shipment] = [randomUUID(), entityId('shipment', 'flexport', '800')];
  await sql`
    insert into notification_rules (id, name, milestones, channel, target, target_key, cadence, enabled, created_by, created_at)
    values (${rule}, 'Imports', '{departed}', 'email', 'a@example.com', 'a', 'weekly', true, 'ops@example.com', now())`;
  await sql`
    insert into notices (rule_id, subject_id, shipment_id, milestone, generation, kind, in_digest, content, not_before, created_at)
    values (${rule}, ${shipment}, ${shipment}, 'departed', 1, 'told', true, '{"reference":"FLEX-800"}', now() + interval '1 day', now())`;
}
