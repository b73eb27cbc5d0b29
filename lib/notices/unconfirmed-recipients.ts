import { and, eq, sql as text } from 'drizzle-orm';
import type { Database, Sql } from '#db/client.ts';
import { IS_UNCONFIRMED } from '#db/schema/columns.ts';
import { ruleRecipients } from '#db/schema/index.ts';
import { domainOf } from '#lib/model/mail-domain.ts';
import type { NoticeSettings } from './notice-settings.ts';
import { storedTarget } from './target.ts';

type Settings = Pick<NoticeSettings, 'confirmedDomains'>;

/** The ids of the recipients to whom nothing is sent yet, because nobody confirmed that their e-mail address wants it. */
export async function unconfirmedRecipients(sql: Sql, { confirmedDomains }: Settings): Promise<string[]> {
  const recipients = await sql<{ id: string; target: string }[]>`
    select rule_recipients.id, target from rule_recipients join notification_rules as rule on rule.id = rule_id
    where enabled and rule.removed_at is null and rule_recipients.removed_at is null and ${sql.unsafe(IS_UNCONFIRMED)}`;
  return recipients.filter(({ target }) => !confirmedDomains.includes(domainOf(target))).map(({ id }) => id);
}

/** Whether an e-mail address that a rule has waits for its confirmation. */
export async function isUnconfirmed(db: Database, { confirmedDomains }: Settings, address: string): Promise<boolean> {
  if (confirmedDomains.includes(domainOf(address))) return false;
  const { targetKey } = storedTarget('email', address, '');
  const isOf = and(eq(ruleRecipients.targetKey, targetKey), text.raw(IS_UNCONFIRMED));
  return (await db.select({ id: ruleRecipients.id }).from(ruleRecipients).where(isOf).limit(1)).length > 0;
}
