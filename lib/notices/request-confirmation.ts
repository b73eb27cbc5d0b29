import { and, eq, isNull, sql } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { mailAddresses as addresses, ruleRecipients as recipients } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import type { StoredTarget } from './target.ts';

/** The messages that are sent to an address which nobody confirms, and the least time between two of them. */
const MAX_LINKS = 5;
const PAUSE_MINUTES = 60;

/** Lets the link to confirm an address be sent to it, once, if it needs one. The worker sends it. */
export async function requestConfirmation(tx: Database, { target, targetKey }: StoredTarget): Promise<void> {
  const at = now();
  await tx.insert(addresses).values({ targetKey, target, createdAt: at, linkDueAt: at }).onConflictDoNothing();
}

/** Lets the link be sent again to the address of a recipient. Returns why it was rejected, or null. */
export function resendConfirmation(db: Database, by: string, recipientId: string): Promise<string | null> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ address: addresses })
      .from(recipients)
      .innerJoin(addresses, eq(addresses.targetKey, recipients.targetKey))
      .where(and(eq(recipients.id, recipientId), isNull(recipients.removedAt)))
      .for('update', { of: addresses });
    if (!found) return 'This recipient no longer exists.';
    const problem = resendProblem(found.address);
    if (problem !== null) return problem;
    await tx
      .update(addresses)
      .set({ linkDueAt: now(), linkId: sql`gen_random_uuid()`, linkAttempts: 0, linkError: null })
      .where(eq(addresses.targetKey, found.address.targetKey));
    await audit(tx, by, 'confirmation-requested', found.address.target);
    return null;
  });
}

type Address = typeof addresses.$inferSelect;

function resendProblem({ confirmedAt, linkDueAt, linkSentAt, linksSent, linkError }: Address): string | null {
  if (confirmedAt !== null) return 'This address is confirmed.';
  if (linkDueAt !== null && linkError === null) return 'The message is being sent.';
  if (linksSent >= MAX_LINKS) return `${MAX_LINKS} messages were sent to this address, and nobody confirmed it.`;
  const minutes = linkSentAt === null ? PAUSE_MINUTES : (Date.parse(now()) - Date.parse(linkSentAt)) / 60_000;
  if (minutes >= PAUSE_MINUTES) return null;
  return `It was sent less than an hour ago. It can be sent again in ${Math.ceil(PAUSE_MINUTES - minutes)} minutes.`;
}
