import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { notificationRules as rules } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';
import type { Message } from './message.ts';
import type { Notifier } from './notifier.ts';
import { suppressedText, suppressionOf } from './suppressions.ts';
import { isUnconfirmed } from './unconfirmed-rules.ts';

/** Sends a test message to the target of a rule, at once. Returns why it failed, or null. */
export async function sendTest(db: Database, notifier: Notifier, by: string, ruleId: string): Promise<string | null> {
  const [rule] = await db
    .select()
    .from(rules)
    .where(and(eq(rules.id, ruleId), isNull(rules.removedAt)));
  if (!rule) return 'This rule no longer exists.';
  if (rule.channel === 'app') return 'A notice in Fairlead needs no test.';
  await audit(db, by, 'rule-tested', `${rule.name} (${CHANNEL_LABELS[rule.channel]} ${rule.target})`);
  const subscription = { ruleId, targetKey: rule.targetKey };
  const suppression = await suppressionOf(db, subscription);
  if (suppression) return suppressedText(suppression);
  if (rule.channel === 'email' && (await isUnconfirmed(db, notifier.settings, rule.target)))
    return 'Nobody has confirmed this address yet.';
  const message = testMessage(rule.name, notifier.settings.appUrl);
  const payload = { type: 'test', timestamp: now(), data: { rule: rule.name } };
  const sent = { ...rule, id: randomUUID(), message, payload, inReplyTo: null, subscription };
  const outcome = await notifier.dispatch(sent);
  return outcome.result === 'sent' ? null : outcome.reason;
}

function testMessage(name: string, link: string | null): Message {
  return {
    subject: `Test: ${name}`,
    headline: 'This is a test',
    explanation: `Notices of the rule “${name}” arrive here.`,
    facts: [],
    link: link && `${link}/shipments`,
    footer: 'An administrator of Fairlead sent it.',
  };
}
