import { randomUUID } from 'node:crypto';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { notices, notificationRules as rules, stoppedChannels } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { CHANNEL_LABELS, type NoticeSender, SENDER_LABELS } from '#lib/model/notice.ts';
import type { NewRule, RuleChanges } from '#lib/model/notice-rule.ts';
import { cadenceProblem, type NoticeSchedule, nextDigestAt } from '#lib/model/notice-schedule.ts';
import { DEFAULT_SEVERITY, type RuleTrigger, triggerProblem } from '#lib/model/rule-trigger.ts';
import { requestConfirmation } from './request-confirmation.ts';
import { storedTarget } from './target.ts';
import { newSigningSecret } from './webhook.ts';

/** Why a change was rejected; null if it was made. */
type Refusal = string | null;

const GONE = 'This rule no longer exists.';

/** A rule that was added. The secret signs the messages of a webhook and is shown just this once; null for other channels. */
export type AddedRule = { id: string; secret: string | null };

/** Adds an enabled rule. It applies to what shipments reach from now on. */
export async function addRule(
  db: Database,
  by: string,
  { shipment: _reference, target: given, ...rule }: NewRule,
  { shipmentId, authSecret }: { shipmentId: string | null; authSecret: string },
): Promise<AddedRule> {
  const secret = rule.channel === 'webhook' ? newSigningSecret() : null;
  const target = storedTarget(rule.channel, given, authSecret, secret);
  const id = randomUUID();
  const dated = { createdBy: by, createdAt: now(), appliesFrom: now() };
  const added = { ...rule, ...target, severity: severityOf(rule), shipmentId, enabled: true, ...dated };
  await db.transaction(async (tx) => {
    await tx.insert(rules).values({ ...added, id });
    if (rule.channel === 'email') await requestConfirmation(tx, target);
    await audit(tx, by, 'rule-added', subjectOf(added));
  });
  return { id, secret };
}

/**
 * Changes what a rule tells, or when. Like a new rule it applies to what shipments reach from now on; what waits is sent when the changed
 * rule sends.
 */
export function updateRule(db: Database, by: string, id: string, changes: RuleChanges): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    const changed = { ...rule, ...defined(changes) };
    const { quietFrom, quietUntil } = changed;
    if ((quietFrom === null) !== (quietUntil === null)) return 'Quiet hours need a begin and an end.';
    if (quietFrom !== null && quietFrom === quietUntil) return 'Quiet hours cannot end when they begin.';
    const problem = cadenceProblem(rule.channel, changed.cadence);
    const impossible = triggerProblem(changed);
    if (problem !== null || impossible !== null) return problem ?? impossible?.problem ?? null;
    await tx
      .update(rules)
      .set({ ...changed, severity: severityOf(changed), appliesFrom: now() })
      .where(eq(rules.id, id));
    await reschedule(tx, id, changed);
    await audit(tx, by, 'rule-changed', subjectOf(changed));
    return null;
  });
}

/** A rule of exceptions has a least severity. */
function severityOf({ trigger, severity }: Pick<RuleTrigger, 'trigger' | 'severity'>) {
  return trigger === 'exception' ? (severity ?? DEFAULT_SEVERITY) : null;
}

function defined(changes: RuleChanges): Partial<Rule> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** What is being sent, or may have been sent, is sent again as it was. */
async function reschedule(tx: Database, ruleId: string, schedule: NoticeSchedule): Promise<void> {
  const digestAt = nextDigestAt(schedule, now());
  const waits = and(eq(notices.ruleId, ruleId), eq(notices.state, 'pending'), isNull(notices.leasedUntil));
  await lock(tx, waits);
  await tx
    .update(notices)
    // What is held stays held.
    .set({
      inDigest: digestAt !== null,
      notBefore:
        digestAt ?? sql`greatest(now(), case when exception_type is not null and not in_digest then not_before end)`,
    })
    .where(waits);
}

/** In the order in which all lock them: see `lockNotices`. */
async function lock(tx: Database, which: SQL | undefined): Promise<void> {
  await tx.select({ id: notices.id }).from(notices).where(which).orderBy(notices.position).for('update');
}

/** Disables a rule: its pending notices are cancelled, and none are written until it is enabled. */
export function disableRule(db: Database, by: string, id: string): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    await tx.update(rules).set({ enabled: false }).where(eq(rules.id, id));
    await cancelNotices(tx, id);
    await audit(tx, by, 'rule-disabled', subjectOf(rule));
    return null;
  });
}

/** Enables a rule. What shipments reached meanwhile is not told. */
export function enableRule(db: Database, by: string, id: string): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    // A batch that began before the rule was disabled may have written some.
    await cancelNotices(tx, id);
    await tx.update(rules).set({ enabled: true, appliesFrom: now() }).where(eq(rules.id, id));
    await audit(tx, by, 'rule-enabled', subjectOf(rule));
    return null;
  });
}

/** Removes a rule and its URL for good. Its notices stay, the pending ones are cancelled. */
export function removeRule(db: Database, by: string, id: string): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    await tx.update(rules).set({ removedAt: now(), enabled: false, encrypted: null }).where(eq(rules.id, id));
    await cancelNotices(tx, id);
    await audit(tx, by, 'rule-removed', subjectOf(rule));
    return null;
  });
}

/** Lets a channel send again that was stopped because its server refused the sign-in, or the bot of Slack. */
export async function resumeChannel(db: Database, by: string, sender: NoticeSender): Promise<Refusal> {
  return db.transaction(async (tx) => {
    const removed = await tx.delete(stoppedChannels).where(eq(stoppedChannels.channel, sender)).returning();
    if (removed.length > 0) await audit(tx, by, 'channel-resumed', SENDER_LABELS[sender]);
    return null;
  });
}

type Rule = typeof rules.$inferSelect;

function changeRule(db: Database, id: string, act: (tx: Database, rule: Rule) => Promise<Refusal>): Promise<Refusal> {
  return db.transaction(async (tx) => {
    const [rule] = await tx
      .select()
      .from(rules)
      .where(and(eq(rules.id, id), isNull(rules.removedAt)))
      // Batches that write notices of the rule at the same time lock its key.
      .for('no key update');
    if (!rule) return GONE;
    return act(tx, rule);
  });
}

/** Cancels the notices of a rule that wait. One that is being sent stays pending until its result is known. */
export async function cancelNotices(tx: Database, ruleId: string): Promise<void> {
  const waits = and(
    ...[eq(notices.ruleId, ruleId), eq(notices.state, 'pending'), sql`coalesce(leased_until, '-infinity') <= now()`],
  );
  await lock(tx, waits);
  await tx.update(notices).set({ state: 'cancelled', lastError: 'The rule was disabled or removed.' }).where(waits);
}

function subjectOf({ name, channel, target }: Pick<Rule, 'name' | 'channel' | 'target'>): string {
  return `${name} (${CHANNEL_LABELS[channel]} ${target})`;
}
