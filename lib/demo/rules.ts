import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { notificationRules as rules } from '#db/schema/index.ts';
import { EVERYBODY, newRuleSchema } from '#lib/model/notice-rule.ts';
import { addRule } from '#lib/notices/rules.ts';
import { storedTarget } from '#lib/notices/target.ts';

/** Who added the rules of the demo, in the settings and the audit log. */
const DEMO = 'demo';

const SOON = { trigger: 'exception', severity: 'high', holdMinutes: 1 } as const;

/** What costs money, and not more than a few notices a week. They are told soon, since who looks at the demo does not wait. */
export const DEMO_EXCEPTIONS = [
  { ...SOON, name: 'Demo: free time over, by e-mail', exceptionTypes: ['charge.lfd_past'], channel: 'email' },
  { ...SOON, name: 'Demo: customs holds, by Slack', exceptionTypes: ['hold.customs'], channel: 'slack' },
] as const;

const RULES = [
  ...DEMO_EXCEPTIONS,
  { name: 'Demo: by e-mail', milestones: ['departed', 'arrived', 'delivered'], channel: 'email' },
  { name: 'Demo: by Slack', milestones: ['departed', 'arrived', 'delivered'], channel: 'slack' },
  { name: 'Demo: at the bell', milestones: ['arrived', 'delivered'], channel: 'app' },
] as const;

const RECIPIENTS = { email: 'imports@demo.example', app: EVERYBODY };

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
    const isSlack = and(eq(rules.createdBy, DEMO), eq(rules.channel, 'slack'), isNull(rules.removedAt));
    await db
      .update(rules)
      .set(storedTarget('slack', slackUrl, authSecret))
      .where(isSlack);
    return;
  }
  for (const rule of RULES) {
    const target = rule.channel === 'slack' ? slackUrl : RECIPIENTS[rule.channel];
    const given = newRuleSchema.parse({ ...rule, target, customer: '', provider: '', shipment: '' });
    await addRule(db, DEMO, given, { shipmentId: null, authSecret });
  }
}
