import { desc, sql } from 'drizzle-orm';
import type { SetupStep, TestedShipment } from '#lib/model/setup.ts';
import type { Database } from '../client.ts';
import { webhookTests } from '../schema/index.ts';

/** What the database has of a set-up. */
export type SetupFacts = {
  skipped: SetupStep[];
  /** The sources with a webhook secret that was added in the settings and is valid. */
  secretsOf: string[];
  /** Whether a webhook was verified and something was derived from what was received, or a test event went through. */
  hasWebhook: boolean;
  /** Whether a synchronisation with an API came to its end. */
  isSynced: boolean;
  /** Whether there is a second user, or an open invitation. */
  hasColleague: boolean;
  hasRule: boolean;
};

/** Reads them. Each condition ends at the first row, so that every page can ask. */
export async function readSetupFacts(db: Database): Promise<SetupFacts> {
  const [facts] = await db.execute<SetupFacts>(sql`
    select array(select step from setup_skips) as skipped,
      array(select distinct provider from webhook_secrets
        where encrypted is not null and (ends_at is null or ends_at > now())) as "secretsOf",
      (exists (select from secret_uses) and exists (select from facts))
        or exists (select from webhook_tests where processed_at is not null and problem is null) as "hasWebhook",
      exists (select from reconcile_runs where finished_at is not null) as "isSynced",
      (select count(*) > 1 from users where removed_at is null) or exists (select from account_links
        where kind = 'invitation' and ended is null and expires_at > now()) as "hasColleague",
      exists (select from notification_rules where origin = 'admin' and removed_at is null) as "hasRule"`);
  if (!facts) throw new Error('The state of the set-up was not read');
  return facts;
}

/** A test event, and how far it came. */
export type WebhookTest = {
  eventId: string;
  provider: string;
  sentAt: string;
  address: string;
  answeredAt: string | null;
  /** The HTTP status of the answer; null without one. */
  status: number | null;
  problem: string | null;
  processedAt: string | null;
  shipment: TestedShipment | null;
};

/** The last test event of each source. */
export async function lastWebhookTests(db: Database): Promise<WebhookTest[]> {
  return db
    .selectDistinctOn([webhookTests.provider])
    .from(webhookTests)
    .orderBy(webhookTests.provider, desc(webhookTests.sentAt));
}
