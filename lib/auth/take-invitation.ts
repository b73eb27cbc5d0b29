import { and, eq, gt, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { accountLinks } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { type AccountLink, endLinks } from './account-links.ts';

/** Uses up the open invitation of an address, whose owner is known; null if there is none that is valid. */
export async function takeInvitation(tx: Database, email: string): Promise<AccountLink | null> {
  const isOpen = and(isNull(accountLinks.ended), gt(accountLinks.expiresAt, now()));
  const [found] = await tx
    .select()
    .from(accountLinks)
    .where(and(eq(accountLinks.kind, 'invitation'), eq(accountLinks.email, email), isOpen))
    .for('update');
  if (!found) return null;
  await endLinks(tx, 'invitation', email, 'used');
  return found;
}

/** Notes in the audit log that an invitation was accepted. */
export async function auditAcceptance(tx: Database, { email, role, createdBy }: AccountLink): Promise<void> {
  await audit(tx, email, 'invitation-accepted', `${email} (${role}, invited by ${createdBy})`);
}
