import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

/** Ends what a user watches, and cancels what waits to be sent to them. */
export async function endWatches(tx: Database, email: string): Promise<void> {
  await tx.execute(sql`
    with ended as (
      update notification_rules set removed_at = now(), enabled = false
      where watched_by = ${email} and removed_at is null returning id
    )
    update notices set state = 'cancelled', last_error = 'The user was removed.'
    where state = 'pending' and coalesce(leased_until, '-infinity') <= now() and rule_id in (select id from ended)`);
}
