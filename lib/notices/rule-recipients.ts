import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { ruleRecipients as recipients } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';
import { cadenceProblem } from '#lib/model/notice-schedule.ts';
import { MAX_RECIPIENTS, type Recipient } from '#lib/model/recipient.ts';
import { triggerProblem } from '#lib/model/rule-trigger.ts';
import { cancelNotices } from './cancel-notices.ts';
import { changeRule, type Rule } from './change-rule.ts';
import { requestConfirmation } from './request-confirmation.ts';
import { storedTarget } from './target.ts';
import { newSigningSecret } from './webhook.ts';

/** A recipient that was added. The secret signs the messages of a webhook and is shown just this once; null for other channels. */
export type AddedRecipient = { id: string; target: string; secret: string | null };

/** Adds recipients of a rule. E-mail addresses that need it get the link to confirm them. */
export async function insertRecipients(
  tx: Database,
  ruleId: string,
  given: readonly Recipient[],
  authSecret: string,
): Promise<AddedRecipient[]> {
  const added: AddedRecipient[] = [];
  for (const { channel, target } of given) {
    const secret = channel === 'webhook' ? newSigningSecret() : null;
    const stored = storedTarget(channel, target, authSecret, secret);
    const id = randomUUID();
    await tx.insert(recipients).values({ id, ruleId, channel, ...stored, createdAt: now() });
    if (channel === 'email') await requestConfirmation(tx, stored);
    added.push({ id, target: stored.target, secret });
  }
  return added;
}

/** The recipients of a rule that were not removed, oldest first. */
export function recipientsOf(tx: Database, ruleId: string) {
  return tx
    .select()
    .from(recipients)
    .where(and(eq(recipients.ruleId, ruleId), isNull(recipients.removedAt)))
    .orderBy(recipients.createdAt, recipients.id);
}

/** Adds a recipient to a rule. It is told what happens from now on; the others keep their notices. Returns why it was rejected. */
export async function addRecipient(
  db: Database,
  by: string,
  ruleId: string,
  { recipient, authSecret }: { recipient: Recipient; authSecret: string },
): Promise<AddedRecipient | string> {
  let added: AddedRecipient | undefined;
  const rejected = await changeRule(db, ruleId, async (tx, rule) => {
    const problem = await problemOf(tx, rule, recipient, authSecret);
    if (problem !== null) return problem;
    [added] = await insertRecipients(tx, ruleId, [recipient], authSecret);
    await audit(tx, by, 'recipient-added', `${rule.name} (${CHANNEL_LABELS[recipient.channel]} ${added?.target})`);
    return null;
  });
  return added ?? rejected ?? '';
}

async function problemOf(tx: Database, rule: Rule, given: Recipient, authSecret: string): Promise<string | null> {
  const known = await recipientsOf(tx, rule.id);
  if (known.length >= MAX_RECIPIENTS) return `A rule has ${MAX_RECIPIENTS} recipients at most.`;
  const { targetKey } = storedTarget(given.channel, given.target, authSecret);
  if (known.some((one) => one.targetKey === targetKey)) return 'The rule has this recipient already.';
  const impossible = triggerProblem({ ...rule, recipients: [given] });
  return cadenceProblem(given.channel, rule.cadence) ?? impossible?.problem ?? null;
}

/** Removes a recipient and its URL for good, and cancels what waits for it. The last one stays. Returns why it was rejected, or null. */
export async function removeRecipient(db: Database, by: string, id: string): Promise<string | null> {
  const [found] = await db.select().from(recipients).where(eq(recipients.id, id));
  if (!found) return GONE;
  return changeRule(db, found.ruleId, async (tx, rule) => {
    const known = await recipientsOf(tx, rule.id);
    if (!known.some((one) => one.id === id)) return GONE;
    if (known.length === 1) return 'A rule needs a recipient. Add another one first, or remove the rule.';
    await tx.update(recipients).set({ removedAt: now(), encrypted: null }).where(eq(recipients.id, id));
    await cancelNotices(tx, { recipientId: id }, 'The recipient was removed.');
    await audit(tx, by, 'recipient-removed', `${rule.name} (${CHANNEL_LABELS[found.channel]} ${found.target})`);
    return null;
  });
}

const GONE = 'This recipient no longer exists.';
