import { randomUUID } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { entityId } from '#lib/model/identity.ts';
import type { NoticeMilestone } from '#lib/model/notice.ts';
import type { Cadence } from '#lib/model/notice-schedule.ts';

type StoredRule = {
  name: string;
  milestones: NoticeMilestone[];
  customer?: string | null;
  cadence?: Cadence;
  /** The e-mail addresses of its recipients. */
  targets?: string[];
};

/** Stores an enabled notification rule with its recipients. Returns the ids of these. */
export async function storeRule(
  sql: Sql,
  { name, milestones, customer = null, cadence = 'at_once', targets = ['a@example.com'] }: StoredRule,
): Promise<string[]> {
  const rule = randomUUID();
  await sql`
    insert into notification_rules (id, name, milestones, customer, cadence, enabled, created_by, created_at)
    values (${rule}, ${name}, ${milestones}, ${customer}, ${cadence}, true, 'ops@example.com', now())`;
  const stored = await sql<{ id: string }[]>`
    insert into rule_recipients (rule_id, channel, target, target_key, created_at)
    select ${rule}, 'email', target, target, now() from unnest(${targets}::text[]) as target returning id`;
  return stored.map(({ id }) => id);
}

/** Stores a notification rule and a notice of it that waits for its digest. */
export async function storeNotice(sql: Sql): Promise<void> {
  const shipment = entityId('shipment', 'flexport', '800');
  const [recipient = ''] = await storeRule(sql, { name: 'Imports', milestones: ['departed'], cadence: 'weekly' });
  await sql`
    insert into notices (recipient_id, subject_id, shipment_id, milestone, generation, kind, in_digest, content, not_before, created_at)
    values (${recipient}, ${shipment}, ${shipment}, 'departed', 1, 'told', true, '{"reference":"FLEX-800"}', now() + interval '1 day', now())`;
}
