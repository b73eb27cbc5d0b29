import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { notices, ruleRecipients } from '#db/schema/index.ts';

/** Of a recipient, or of all recipients of a rule. */
type Of = { recipientId: string } | { ruleId: string };

/** Cancels notices that wait. One that is being sent stays pending until its result is known. */
export async function cancelNotices(tx: Database, of: Of, reason: string): Promise<void> {
  const waits = and(isOf(tx, of), eq(notices.state, 'pending'), sql`coalesce(leased_until, '-infinity') <= now()`);
  await lockInOrder(tx, waits);
  await tx.update(notices).set({ state: 'cancelled', lastError: reason }).where(waits);
}

/** Locks notices in the order in which all lock them: see `lockNotices`. */
export async function lockInOrder(tx: Database, which: SQL | undefined): Promise<void> {
  await tx.select({ id: notices.id }).from(notices).where(which).orderBy(notices.position).for('update');
}

/** The condition that a notice is of a recipient, or of a recipient of a rule. */
export function isOf(tx: Database, of: Of) {
  if ('recipientId' in of) return eq(notices.recipientId, of.recipientId);
  const { id, ruleId } = ruleRecipients;
  return inArray(notices.recipientId, tx.select({ id }).from(ruleRecipients).where(eq(ruleId, of.ruleId)));
}
