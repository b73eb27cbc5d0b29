import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { notificationRules as rules } from '#db/schema/index.ts';

/** Why a change was rejected; null if it was made. */
export type Refusal = string | null;

/** A rule as it is stored. */
export type Rule = typeof rules.$inferSelect;

/** Locks a rule of an admin and changes it. Rejects one that was removed. */
export function changeRule(
  db: Database,
  id: string,
  act: (tx: Database, rule: Rule) => Promise<Refusal>,
): Promise<Refusal> {
  return db.transaction(async (tx) => {
    const [rule] = await tx
      .select()
      .from(rules)
      .where(and(eq(rules.id, id), eq(rules.origin, 'admin'), isNull(rules.removedAt)))
      // Batches that write notices at the same time lock the key of their recipients.
      .for('no key update');
    return rule ? act(tx, rule) : 'This rule no longer exists.';
  });
}
