import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { ruleRecipients as recipients, notificationRules as rules } from '#db/schema/index.ts';
import { newRuleSchema } from '#lib/model/notice-rule.ts';
import { EVERYBODY } from '#lib/model/recipient.ts';
import { addRule } from '#lib/notices/rules.ts';
import { storedTarget } from '#lib/notices/target.ts';

/** Who added the rules of the demo, in the settings and the audit log. */
const DEMO = 'demo';

const SOON = { trigger: 'exception', severity: 'high', holdMinutes: 1 } as const;

/** What costs money, and not more than a few notices a week. They are told soon, since who looks at the demo does not wait. */
export const DEMO_EXCEPTIONS = [
  { ...SOON, name: 'Demo: free time over, by e-mail', exceptionTypes: ['charge.lfd_past'], channels: ['email'] },
  { ...SOON, name: 'Demo: customs holds, by Slack', exceptionTypes: ['hold.customs'], channels: ['slack'] },
] as const;

const RULES = [
  ...DEMO_EXCEPTIONS,
  { name: 'Demo: by e-mail and Slack', milestones: ['departed', 'arrived', 'delivered'], channels: ['email', 'slack'] },
  { name: 'Demo: at the bell', milestones: ['arrived', 'delivered'], channels: ['app'] },
] as const;

const TARGETS = { email: 'imports@demo.example', app: EVERYBODY };

/**
 * Adds the rules of the demo, once: what a user disables or removes stays so. The stand-in for Slack has another address at each
 * start, which the existing rule gets.
 */
export async function ensureDemoRules(
  db: Database,
  { slackUrl, authSecret }: { slackUrl: string; authSecret: string },
): Promise<void> {
  const found = await db.select({ id: rules.id }).from(rules).where(eq(rules.createdBy, DEMO));
  if (found.length > 0) {
    const ids = found.map(({ id }) => id);
    const isSlack = and(inArray(recipients.ruleId, ids), eq(recipients.channel, 'slack'), isNull(recipients.removedAt));
    await db
      .update(recipients)
      .set(storedTarget('slack', slackUrl, authSecret))
      .where(isSlack);
    return;
  }
  const targets = { ...TARGETS, slack: slackUrl };
  for (const { channels, ...rule } of RULES) {
    const recipients = channels.map((channel) => ({ channel, target: targets[channel] }));
    const given = newRuleSchema.parse({ ...rule, recipients, customer: '', provider: '', shipment: '' });
    await addRule(db, DEMO, given, { shipmentId: null, authSecret });
  }
}
