import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { AS_WRITTEN } from '#lib/model/as-written.ts';
import { addressPrefix } from '#lib/net/client-address.ts';
import { type Handover, makeLink, queueMail } from './account-links.ts';
import { type AttemptLimit, countAttempt } from './attempts.ts';

const NETWORK: AttemptLimit = { name: 'reset from network', attempts: 20, minutes: 15 };
const ACCOUNT: AttemptLimit = { name: 'reset', attempts: 5, minutes: 60 };

/**
 * Stores that a reset of the password of an address was asked for; false after too many requests. Nothing is looked up here: whether the
 * address has an account neither changes the answer nor its time. The worker finds out, and sends a message or none.
 */
export async function requestReset(db: Database, email: string, address: string): Promise<boolean> {
  if (address !== 'unknown' && (await countAttempt(db, NETWORK, addressPrefix(address))) > NETWORK.attempts)
    return false;
  // More would flood the mailbox of somebody else. The answer stays the same.
  if ((await countAttempt(db, ACCOUNT, email)) > ACCOUNT.attempts) return true;
  await queueMail(db, 'reset_requested', email);
  return true;
}

/** Makes a link with which a user sets a new password, for an admin. `token` has to be shown once; null if the worker sends it. */
export async function makeResetLink(
  db: Database,
  by: string,
  id: string,
  handover: Handover,
  { t } = AS_WRITTEN,
): Promise<{ problem: string } | { token: string | null; email: string }> {
  return db.transaction(async (tx) => {
    const [person] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, id), isNull(users.removedAt)))
      .for('update');
    if (!person) return { problem: 'This user no longer exists.' };
    const { email, passwordHash } = person;
    if (passwordHash === null)
      return { problem: t('{email} signs in through single sign-on and has no password.', { email }) };
    const token = await makeLink(tx, { kind: 'reset', email, userId: id, createdBy: by }, handover);
    await audit(tx, by, 'reset-link-issued', email);
    return { token, email };
  });
}
