import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { ruleRecipients as recipients, notificationRules as rules } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';
import type { Message } from './message.ts';
import type { Notifier } from './notifier.ts';
import { suppressedText, suppressionOf } from './suppressions.ts';
import { isUnconfirmed } from './unconfirmed-recipients.ts';

/** Sends a test message to a recipient of a rule, at once. Returns why it failed, or null. */
export async function sendTest(
  db: Database,
  notifier: Notifier,
  by: string,
  recipientId: string,
): Promise<string | null> {
  const [found] = await db
    .select({ recipient: recipients, rule: rules.name })
    .from(recipients)
    .innerJoin(rules, eq(rules.id, recipients.ruleId))
    .where(and(eq(recipients.id, recipientId), isNull(recipients.removedAt)));
  if (!found) return 'This recipient no longer exists.';
  const { recipient, rule } = found;
  const { channel, target, targetKey } = recipient;
  if (channel === 'app') return 'A notice in Fairlead needs no test.';
  await audit(db, by, 'rule-tested', `${rule} (${CHANNEL_LABELS[channel]} ${target})`);
  const suppression = await suppressionOf(db, recipient);
  if (suppression) return suppressedText(suppression);
  if (channel === 'email' && (await isUnconfirmed(db, notifier.settings, target)))
    return 'Nobody has confirmed this address yet.';
  const message = testMessage(rule, notifier.settings.appUrl);
  const payload = { type: 'test', timestamp: now(), data: { rule } };
  const subscription = { recipientId, targetKey };
  const sent = { ...recipient, id: randomUUID(), message, payload, inReplyTo: null, subscription };
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
