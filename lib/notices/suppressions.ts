import { and, asc, eq, isNull, or } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database, Transaction } from '#db/client.ts';
import { ruleRecipients as recipients, notificationRules as rules, suppressions } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { SUPPRESSION_LABELS, type SuppressionReason } from '#lib/model/suppression.ts';
import { readUnsubscribeToken } from './unsubscribe-token.ts';

/** What a link to unsubscribe is about, for its page. */
export type Unsubscription = {
  ruleId: string;
  targetKey: string;
  address: string;
  rule: string;
  isSuppressed: boolean;
};

/** Finds what a link to unsubscribe is about. Null if it is not valid. Changes nothing. */
export async function findSubscription(
  db: Database,
  authSecret: string,
  token: string,
): Promise<Unsubscription | null> {
  const subject = readUnsubscribeToken(token, authSecret);
  if (!subject) return null;
  const { recipientId, targetKey } = subject;
  const [found] = await db
    .select({ ruleId: rules.id, rule: rules.name, address: recipients.target })
    .from(recipients)
    .innerJoin(rules, eq(rules.id, recipients.ruleId))
    .where(and(eq(recipients.id, recipientId), eq(recipients.targetKey, targetKey)));
  if (!found) return null;
  const isSuppressed = (await suppressionOf(db, { ...found, targetKey })) !== null;
  return { ...found, targetKey, isSuppressed };
}

/** Ends the notices of one rule to one address. Returns false if the link is not valid. A second call changes nothing. */
export async function unsubscribe(db: Database, authSecret: string, token: string): Promise<boolean> {
  const found = await findSubscription(db, authSecret, token);
  if (!found) return false;
  const { ruleId, targetKey, address, rule } = found;
  await db.transaction(async (tx) => {
    const added = await tx
      .insert(suppressions)
      .values({ ruleId, targetKey, target: address, reason: 'unsubscribed', createdAt: now() })
      .onConflictDoNothing()
      .returning();
    if (added.length > 0) await audit(tx, address, 'unsubscribed', rule);
  });
  return true;
}

/** Records that an address does not exist: no rule sends to it from now on. `detail` is what the mail server answered. */
export async function suppressBounced(
  tx: Transaction,
  { target, targetKey }: { target: string; targetKey: string },
  detail: string,
): Promise<void> {
  await tx`
    insert into suppressions (target_key, target, reason, detail, created_at)
    values (${targetKey}, ${target}, 'bounced', ${detail}, now()) on conflict do nothing`;
}

/** Lets an address get e-mail again. Returns why it was rejected, or null. */
export function removeSuppression(db: Database, by: string, id: string): Promise<string | null> {
  return db.transaction(async (tx) => {
    const [removed] = await tx.delete(suppressions).where(eq(suppressions.id, id)).returning();
    if (!removed) return 'This address is not suppressed any more.';
    await audit(tx, by, 'suppression-removed', `${removed.target} (${SUPPRESSION_LABELS[removed.reason]})`);
    return null;
  });
}

/** Why an address gets nothing of a rule; null if it does. */
export async function suppressionOf(
  db: Database,
  { ruleId, targetKey }: { ruleId: string; targetKey: string },
): Promise<SuppressionReason | null> {
  const [found] = await db
    .select({ reason: suppressions.reason })
    .from(suppressions)
    .where(and(eq(suppressions.targetKey, targetKey), or(isNull(suppressions.ruleId), eq(suppressions.ruleId, ruleId))))
    .orderBy(asc(suppressions.createdAt))
    .limit(1);
  return found?.reason ?? null;
}

const SUPPRESSED: Record<SuppressionReason, string> = {
  unsubscribed: 'The recipient unsubscribed.',
  bounced: 'A mail server stated that this address does not exist.',
  complained: 'The recipient marked a message as spam.',
};

/** The reason as the error of a notice that is not sent. */
export function suppressedText(reason: SuppressionReason): string {
  return SUPPRESSED[reason];
}
