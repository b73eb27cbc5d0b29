import { and, eq, sql as text } from 'drizzle-orm';
import type { Database, Sql } from '#db/client.ts';
import { IS_UNCONFIRMED } from '#db/schema/columns.ts';
import { notificationRules } from '#db/schema/index.ts';
import { domainOf } from '#lib/model/mail-domain.ts';
import type { NoticeSettings } from './notice-settings.ts';
import { storedTarget } from './target.ts';

type Settings = Pick<NoticeSettings, 'confirmedDomains'>;

/** The ids of the rules that send nothing yet, because nobody confirmed that their e-mail address wants it. */
export async function unconfirmedRules(sql: Sql, { confirmedDomains }: Settings): Promise<string[]> {
  const rules = await sql<{ id: string; target: string }[]>`
    select id, target from notification_rules where enabled and removed_at is null and ${sql.unsafe(IS_UNCONFIRMED)}`;
  return rules.filter(({ target }) => !confirmedDomains.includes(domainOf(target))).map(({ id }) => id);
}

/** Whether an e-mail address that a rule has waits for its confirmation. */
export async function isUnconfirmed(db: Database, { confirmedDomains }: Settings, address: string): Promise<boolean> {
  if (confirmedDomains.includes(domainOf(address))) return false;
  const { targetKey } = storedTarget('email', address, '');
  const isOf = and(eq(notificationRules.targetKey, targetKey), text.raw(IS_UNCONFIRMED));
  return (await db.select({ id: notificationRules.id }).from(notificationRules).where(isOf).limit(1)).length > 0;
}
