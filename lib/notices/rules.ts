import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { notices, ruleRecipients, notificationRules as rules, stoppedChannels } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { CHANNEL_LABELS, type NoticeSender, SENDER_LABELS } from '#lib/model/notice.ts';
import type { NewRule, RuleChanges } from '#lib/model/notice-rule.ts';
import { cadenceProblem, type NoticeSchedule, nextDigestAt } from '#lib/model/notice-schedule.ts';
import { DEFAULT_SEVERITY, type RuleTrigger, triggerProblem } from '#lib/model/rule-trigger.ts';
import { cancelNotices, isOf, lockInOrder } from './cancel-notices.ts';
import { changeRule, type Refusal, type Rule } from './change-rule.ts';
import { type AddedRecipient, insertRecipients, recipientsOf } from './rule-recipients.ts';

/** A rule that was added, with its recipients in the order in which they were entered. */
export type AddedRule = { id: string; recipients: AddedRecipient[] };

/** Adds an enabled rule. It applies to what shipments reach from now on. */
export async function addRule(
  db: Database,
  by: string,
  { shipment: _reference, recipients: given, ...rule }: NewRule,
  { shipmentId, authSecret }: { shipmentId: string | null; authSecret: string },
): Promise<AddedRule> {
  const id = randomUUID();
  const dated = { createdBy: by, createdAt: now(), appliesFrom: now() };
  return db.transaction(async (tx) => {
    await tx.insert(rules).values({ ...rule, id, severity: severityOf(rule), shipmentId, enabled: true, ...dated });
    const recipients = await insertRecipients(tx, id, given, authSecret);
    await audit(tx, by, 'rule-added', await subjectOf(tx, { id, name: rule.name }));
    return { id, recipients };
  });
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
    const recipients = await recipientsOf(tx, id);
    const [problem = null] = recipients.flatMap((one) => cadenceProblem(one.channel, changed.cadence) ?? []);
    const impossible = triggerProblem({ ...changed, recipients });
    if (problem !== null || impossible !== null) return problem ?? impossible?.problem ?? null;
    await tx
      .update(rules)
      .set({ ...changed, severity: severityOf(changed), appliesFrom: now() })
      .where(eq(rules.id, id));
    await reschedule(tx, id, changed);
    await audit(tx, by, 'rule-changed', await subjectOf(tx, changed));
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
  const waits = and(isOf(tx, { ruleId }), eq(notices.state, 'pending'), isNull(notices.leasedUntil));
  await lockInOrder(tx, waits);
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

const ENDED = 'The rule was disabled or removed.';

/** Disables a rule: its pending notices are cancelled, and none are written until it is enabled. */
export function disableRule(db: Database, by: string, id: string): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    await tx.update(rules).set({ enabled: false }).where(eq(rules.id, id));
    await cancelNotices(tx, { ruleId: id }, ENDED);
    await audit(tx, by, 'rule-disabled', await subjectOf(tx, rule));
    return null;
  });
}

/** Enables a rule. What shipments reached meanwhile is not told. */
export function enableRule(db: Database, by: string, id: string): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    // A batch that began before the rule was disabled may have written some.
    await cancelNotices(tx, { ruleId: id }, ENDED);
    await tx.update(rules).set({ enabled: true, appliesFrom: now() }).where(eq(rules.id, id));
    await audit(tx, by, 'rule-enabled', await subjectOf(tx, rule));
    return null;
  });
}

/** Removes a rule and its URLs for good. Its notices stay, the pending ones are cancelled. */
export function removeRule(db: Database, by: string, id: string): Promise<Refusal> {
  return changeRule(db, id, async (tx, rule) => {
    const subject = await subjectOf(tx, rule);
    await tx.update(rules).set({ removedAt: now(), enabled: false }).where(eq(rules.id, id));
    await tx
      .update(ruleRecipients)
      .set({ removedAt: now(), encrypted: null })
      .where(and(eq(ruleRecipients.ruleId, id), isNull(ruleRecipients.removedAt)));
    await cancelNotices(tx, { ruleId: id }, ENDED);
    await audit(tx, by, 'rule-removed', subject);
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

/** The name with the recipients. */
async function subjectOf(tx: Database, { id, name }: Pick<Rule, 'id' | 'name'>): Promise<string> {
  const recipients = await recipientsOf(tx, id);
  return `${name} (${recipients.map(({ channel, target }) => `${CHANNEL_LABELS[channel]} ${target}`).join(', ')})`;
}
