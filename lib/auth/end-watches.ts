import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { FOLLOWED_RULE_ID } from '#lib/model/subscription.ts';

/** Why a notice was cancelled, as it is shown. */
const REMOVED = 'The user was removed.';

/**
 * Ends what a user is told outside of rules: what concerns them, what they watch, and what they are a stakeholder of. Cancels what waits to
 * be sent to them.
 */
export async function endWatches(tx: Database, email: string): Promise<void> {
  await tx.execute(sql`
    delete from subscriptions using rule_recipients as recipient
    where recipient.id = recipient_id and lower(recipient.target) = ${email} and recipient.rule_id = ${FOLLOWED_RULE_ID}`);
  await tx.execute(sql`
    update notification_rules set removed_at = now(), enabled = false
    where origin = 'own' and created_by = ${email} and removed_at is null`);
  await tx.execute(sql`
    update notices set state = 'cancelled', last_error = ${REMOVED}
    where state = 'pending' and coalesce(leased_until, '-infinity') <= now() and recipient_id in (
      select recipient.id from rule_recipients as recipient join notification_rules as rule on rule.id = recipient.rule_id
      where rule.origin <> 'admin' and lower(recipient.target) = ${email})`);
}
