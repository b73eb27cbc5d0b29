import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database, Transaction } from '#db/client.ts';
import { notificationRules as rules, suppressions } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { ownRuleId } from '#lib/model/identity.ts';
import { cancelNotices } from '../rules.ts';
import { storedTarget } from '../target.ts';

const NAME = 'Your exceptions';

/** Creates the rules by which users, by e-mail address, are told at the bell of what concerns them. */
export async function ensureOwnRules(tx: Transaction, emails: readonly string[]): Promise<void> {
  const given = emails.map((email) => ({
    ...storedTarget('app', email, ''),
    ...{ id: ownRuleId(email, 'app'), email },
  }));
  await tx`
    insert into notification_rules (id, name, trigger, milestones, channel, target, target_key, enabled, hold_minutes, created_by, created_at, watched_by)
    select id, ${NAME}, 'exception', '{}', 'app', target, "targetKey", true, 0, email, now(), email
    from json_to_recordset(${JSON.stringify(given)}::text::json) as given(id uuid, email text, target text, "targetKey" text)
    on conflict (id) do update set removed_at = null, enabled = true where notification_rules.removed_at is not null`;
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
      await cancelNotices(tx, id);
      return audit(tx, email, 'own-email-ended', email);
    }
    // Who unsubscribed chose otherwise by that.
    await tx.delete(suppressions).where(eq(suppressions.ruleId, id));
    const told = { trigger: 'exception' as const, milestones: [], holdMinutes: 0, channel: 'email' as const };
    const owned = { createdBy: email, createdAt: now(), watchedBy: email, enabled: true, removedAt: null };
    await tx
      .insert(rules)
      // An e-mail address is not encrypted.
      .values({ id, name: NAME, ...told, ...storedTarget('email', email, ''), ...owned })
      .onConflictDoUpdate({ target: rules.id, set: { enabled: true, removedAt: null } });
    await audit(tx, email, 'own-email-started', email);
  });
}
