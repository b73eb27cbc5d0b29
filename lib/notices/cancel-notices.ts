import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { notices, ruleRecipients } from '#db/schema/index.ts';

/** Of a recipient, or of all recipients of a rule. */
type Of = { recipientId: string } | { ruleId: string };

/** Cancels notices that wait. One that is being sent stays pending until its result is known. */
export async function cancelNotices(tx: Database, of: Of, reason: string): Promise<void> {
  await tx
    .update(notices)
    .set({ state: 'cancelled', lastError: reason })
    .where(and(isOf(tx, of), eq(notices.state, 'pending'), sql`coalesce(leased_until, '-infinity') <= now()`));
}

/** The condition that a notice is of a recipient, or of a recipient of a rule. */
export function isOf(tx: Database, of: Of) {
  if ('recipientId' in of) return eq(notices.recipientId, of.recipientId);
  const { id, ruleId } = ruleRecipients;
  return inArray(notices.recipientId, tx.select({ id }).from(ruleRecipients).where(eq(ruleId, of.ruleId)));
}
