import { and, eq } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { ruleRecipients as recipients, subscriptions } from '#db/schema/index.ts';
import { cancelUnfollowed } from './cancel-unfollowed.ts';
import { follow } from './follow.ts';

/** Of what somebody is a stakeholder: a shipment, or all shipments of a customer, by the id of the party. */
export type StakeOf = { scope: 'shipment' | 'customer'; subjectId: string };

/**
 * Names a stakeholder by e-mail address: they are told by e-mail, at once, what the shipment or those of the customer reach from now on.
 * Returns its id; null if they are one already.
 */
export function addStakeholder(
  db: Database,
  by: string,
  { email, ...followed }: StakeOf & { email: string },
): Promise<string | null> {
  return db.transaction(async (tx) => {
    const id = await follow(tx, { email, channel: 'email', role: 'stakeholder', followed, by });
    if (id !== null) await audit(tx, by, 'stakeholder-added', subjectOf(email, followed));
    return id;
  });
}

/** Removes a stakeholder, and cancels what waits for them, unless they are told for another reason. Returns why not, or null. */
export function removeStakeholder(db: Database, by: string, id: string): Promise<string | null> {
  return db.transaction(async (tx) => {
    const [removed] = await tx
      .delete(subscriptions)
      .where(and(eq(subscriptions.id, id), eq(subscriptions.role, 'stakeholder')))
      .returning();
    if (!removed) return 'This stakeholder was removed already.';
    const { recipientId, scope, subjectId } = removed;
    await cancelUnfollowed(tx, recipientId);
    const [recipient] = await tx.select().from(recipients).where(eq(recipients.id, recipientId));
    await audit(
      tx,
      by,
      'stakeholder-removed',
      subjectOf(recipient?.target ?? '', { scope, subjectId: subjectId ?? '' }),
    );
    return null;
  });
}

function subjectOf(email: string, { scope, subjectId }: { scope: string; subjectId: string }): string {
  return `${email} (${scope} ${subjectId})`;
}
