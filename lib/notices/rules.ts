import { and, eq, isNull, sql } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { notices, notificationRules as rules, stoppedChannels } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { CHANNEL_LABELS, type NoticeChannel } from '#lib/model/notice.ts';
import type { NewRule } from '#lib/model/notice-rule.ts';
import { storedTarget } from './target.ts';
import { newSigningSecret } from './webhook.ts';

/** Why a change was rejected; null if it was made. */
type Refusal = string | null;

const GONE = 'This rule no longer exists.';

/**
 * Adds an enabled rule. It applies to what shipments reach from now on. Returns the secret that signs the messages of a webhook, which
 * is shown just this once; null for other channels.
 */
export async function addRule(
  db: Database,
  by: string,
  { shipment: _reference, target: given, ...rule }: NewRule,
  { shipmentId, authSecret }: { shipmentId: string | null; authSecret: string },
): Promise<string | null> {
  const signingSecret = rule.channel === 'webhook' ? newSigningSecret() : null;
  const target = storedTarget(rule.channel, given, authSecret, signingSecret);
  await db.transaction(async (tx) => {
    await tx.insert(rules).values({ ...rule, ...target, shipmentId, enabled: true, createdBy: by, createdAt: now() });
    await audit(tx, by, 'rule-added', subjectOf({ ...rule, ...target }));
  });
  return signingSecret;
}

/** Disables a rule: its pending notices are cancelled, and none are written until it is enabled. */
export function disableRule(db: Database, by: string, id: string): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    await tx.update(rules).set({ enabled: false }).where(eq(rules.id, id));
    await cancelNotices(tx, id);
    await audit(tx, by, 'rule-disabled', subjectOf(rule));
  });
}

/** Enables a rule. What shipments reached meanwhile is not told. */
export function enableRule(db: Database, by: string, id: string): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    // A batch that began before the rule was disabled may have written some.
    await cancelNotices(tx, id);
    await tx.update(rules).set({ enabled: true }).where(eq(rules.id, id));
    await audit(tx, by, 'rule-enabled', subjectOf(rule));
  });
}

/** Removes a rule and its URL for good. Its notices stay, the pending ones are cancelled. */
export function removeRule(db: Database, by: string, id: string): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    await tx.update(rules).set({ removedAt: now(), enabled: false, encrypted: null }).where(eq(rules.id, id));
    await cancelNotices(tx, id);
    await audit(tx, by, 'rule-removed', subjectOf(rule));
  });
}

/** Lets a channel send again that was stopped because its server refused the sign-in. */
export async function resumeChannel(db: Database, by: string, channel: NoticeChannel): Promise<Refusal> {
  return db.transaction(async (tx) => {
    const removed = await tx.delete(stoppedChannels).where(eq(stoppedChannels.channel, channel)).returning();
    if (removed.length > 0) await audit(tx, by, 'channel-resumed', CHANNEL_LABELS[channel]);
    return null;
  });
}

type Rule = typeof rules.$inferSelect;

function changeRule(db: Database, id: string, act: (tx: Database, rule: Rule) => Promise<void>): Promise<Refusal> {
  return db.transaction(async (tx) => {
    const [rule] = await tx
      .select()
      .from(rules)
      .where(and(eq(rules.id, id), isNull(rules.removedAt)))
      // Batches that write notices of the rule at the same time lock its key.
      .for('no key update');
    if (!rule) return GONE;
    await act(tx, rule);
    return null;
  });
}

/** One that is being sent stays pending until its result is known. */
async function cancelNotices(tx: Database, ruleId: string): Promise<void> {
  await tx
    .update(notices)
    .set({ state: 'cancelled', lastError: 'The rule was disabled or removed.' })
    .where(
      and(eq(notices.ruleId, ruleId), eq(notices.state, 'pending'), sql`coalesce(leased_until, '-infinity') <= now()`),
    );
}

function subjectOf({ name, channel, target }: Pick<Rule, 'name' | 'channel' | 'target'>): string {
  return `${name} (${CHANNEL_LABELS[channel]} ${target})`;
}
