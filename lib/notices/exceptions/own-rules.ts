import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database, Transaction } from '#db/client.ts';
import { ruleRecipients, notificationRules as rules, suppressions } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { ownRuleId } from '#lib/model/identity.ts';
import { cancelNotices } from '../cancel-notices.ts';
import { storedTarget } from '../target.ts';

const NAME = 'Your exceptions';

/** Creates the rules by which users, by e-mail address, are told at the bell of what concerns them. */
export async function ensureOwnRules(tx: Transaction, emails: readonly string[]): Promise<void> {
  const given = emails.map((email) => ({
    ...storedTarget('app', email, ''),
    ...{ id: ownRuleId(email, 'app'), email },
  }));
  await tx`
    insert into notification_rules (id, origin, name, trigger, milestones, enabled, hold_minutes, created_by, created_at)
    select id, 'own', ${NAME}, 'exception', '{}', true, 0, email, now()
    from json_to_recordset(${JSON.stringify(given)}::text::json) as given(id uuid, email text)
    on conflict (id) do update set removed_at = null, enabled = true where notification_rules.removed_at is not null`;
  await tx`
    insert into rule_recipients (id, rule_id, channel, target, target_key, created_at)
    select id, id, 'app', target, "targetKey", now()
    from json_to_recordset(${JSON.stringify(given)}::text::json) as given(id uuid, target text, "targetKey" text)
    on conflict (id) do nothing`;
}

/** Whether a user is told by e-mail too of what concerns them. */
export async function hasOwnEmail(db: Database, email: string): Promise<boolean> {
  const isOwn = and(eq(rules.id, ownRuleId(email, 'email')), isNull(rules.removedAt));
  return (await db.select({ id: rules.id }).from(rules).where(isOwn)).length > 0;
}

/** Tells a user by e-mail too when an exception is assigned to them or a note mentions them, or no more. */
export async function setOwnEmail(db: Database, email: string, isWanted: boolean): Promise<void> {
  const id = ownRuleId(email, 'email');
  await db.transaction(async (tx) => {
    if (!isWanted) {
      await tx.update(rules).set({ removedAt: now(), enabled: false }).where(eq(rules.id, id));
      await cancelNotices(tx, { ruleId: id }, 'The user ended it.');
      return audit(tx, email, 'own-email-ended', email);
    }
    // Who unsubscribed chose otherwise by that.
    await tx.delete(suppressions).where(eq(suppressions.ruleId, id));
    const told = { origin: 'own' as const, trigger: 'exception' as const, milestones: [], holdMinutes: 0 };
    const owned = { createdBy: email, createdAt: now(), enabled: true };
    await tx
      .insert(rules)
      .values({ id, name: NAME, ...told, ...owned })
      .onConflictDoUpdate({ target: rules.id, set: { enabled: true, removedAt: null } });
    await tx
      .insert(ruleRecipients)
      // An e-mail address is not encrypted.
      .values({ id, ruleId: id, channel: 'email', ...storedTarget('email', email, ''), createdAt: now() })
      .onConflictDoNothing();
    await audit(tx, email, 'own-email-started', email);
  });
}
