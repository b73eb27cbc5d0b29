import { eq } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import type { AccountLinkKind } from '#lib/model/account-link.ts';
import { addressPrefix } from '#lib/net/client-address.ts';
import { type AccountLink, endLinks, endLinksOf, findLink, queueMail } from './account-links.ts';
import { type AttemptLimit, countAttempt, TOO_MANY_ATTEMPTS } from './attempts.ts';
import { insertUser } from './insert-user.ts';
import { hashPassword } from './password.ts';
import { passwordWeakness } from './password-policy.ts';
import { endSessionsOf } from './sessions.ts';
import { auditAcceptance } from './take-invitation.ts';
import { Overloaded } from './work-gate.ts';

/** Tokens that one network may try; the same number as for passwords. */
const NETWORK: AttemptLimit = { name: 'account link from network', attempts: 30, minutes: 15 };

/** A new password for the account of a link. `address`: of the client; `unknown` if it cannot be verified. */
export type LinkedPassword = { kind: AccountLinkKind; token: string; password: string; address: string };

/** The e-mail address of the account whose password was set, or why it was not. `isOver`: the link cannot be used. */
export type SetByLink = { email: string } | { problem: string; isOver: boolean };

/** Sets the password of a link's account, which an invitation creates. A link can be used once. */
export async function setPasswordByLink(db: Database, given: LinkedPassword): Promise<SetByLink> {
  const { kind, token, password, address } = given;
  const isCounted = address !== 'unknown';
  if (isCounted && (await countAttempt(db, NETWORK, addressPrefix(address))) > NETWORK.attempts)
    return { problem: TOO_MANY_ATTEMPTS, isOver: false };
  const found = await findLink(db, kind, token);
  if (found?.state !== 'open') return OVER;
  const weakness = passwordWeakness(password, [found.link.email, found.link.name]);
  if (weakness) return { problem: weakness, isOver: false };
  try {
    const passwordHash = await hashPassword(password);
    return await db.transaction(async (tx) => {
      // Of two presses of the button only one sets a password.
      const held = await findLink(tx, kind, token, true);
      if (held?.state !== 'open') return OVER;
      const isSet = kind === 'invitation' ? accept(tx, held.link, passwordHash) : reset(tx, held.link, passwordHash);
      return (await isSet) ? { email: held.link.email } : OVER;
    });
  } catch (thrown) {
    if (thrown instanceof Overloaded) return { problem: TOO_MANY_ATTEMPTS, isOver: false };
    throw thrown;
  }
}

const OVER: SetByLink = { problem: 'This link cannot be used any more.', isOver: true };

async function accept(tx: Database, link: AccountLink, passwordHash: string): Promise<boolean> {
  const { email, name } = link;
  const isNew = await insertUser(tx, { email, name, role: link.role ?? 'viewer', passwordHash });
  await endLinks(tx, 'invitation', email, isNew ? 'used' : 'revoked');
  if (isNew) await auditAcceptance(tx, link);
  return isNew;
}

/** Ends all sessions: whoever knew the old password is out. */
async function reset(tx: Database, { userId, email }: AccountLink, passwordHash: string): Promise<boolean> {
  const [person] = await tx
    .select()
    .from(users)
    .where(eq(users.id, userId ?? ''))
    .for('update');
  // A user of single sign-on has no password that could be forgotten.
  if (person?.removedAt !== null || person.passwordHash === null) {
    await endLinks(tx, 'reset', email, 'revoked');
    return false;
  }
  await tx.update(users).set({ passwordHash }).where(eq(users.id, person.id));
  await endLinks(tx, 'reset', email, 'used');
  await endLinksOf(tx, email);
  await endSessionsOf(tx, person.id);
  await audit(tx, email, 'password-reset', email);
  await queueMail(tx, 'password_changed', email);
  return true;
}
