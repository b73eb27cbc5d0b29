import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { accountLinks, accountMails, users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { AS_WRITTEN } from '#lib/model/as-written.ts';
import { endLinks, type Handover, makeLink } from './account-links.ts';
import { type AttemptLimit, countAttempt } from './attempts.ts';
import type { Refusal } from './refusal.ts';
import type { Role } from './roles.ts';

/** An address that an admin invites; it sets its own password. */
export type Invited = { email: string; name: string | null; role: Role };

/** What came of it. `token` has to be shown to the admin, once; null if the worker sends it. `wasRemoved`: the address had an account. */
export type Invitation = { problem: string } | { token: string | null; wasRemoved: boolean };

/** Messages to one address; nobody can be flooded through an invitation. */
const LIMIT: AttemptLimit = { name: 'invitation', attempts: 5, minutes: 60 };
const TOO_MANY = `${LIMIT.attempts} invitations were made for this address within an hour. Wait before you make another.`;

/** Invites an address. An invitation that has expired is replaced. */
export async function invite(
  db: Database,
  by: string,
  person: Invited,
  handover: Handover,
  { t } = AS_WRITTEN,
): Promise<Invitation> {
  const { email } = person;
  return db.transaction(async (tx) => {
    await lockAddress(tx, email);
    const [known] = await tx.select().from(users).where(eq(users.email, email));
    if (known?.removedAt === null) return { problem: t('{email} is a user already.', { email }) };
    const [pending] = await openInvitations(tx, email);
    if (pending && pending.expiresAt > now())
      return { problem: t('{email} was invited already. Resend the invitation, or revoke it first.', { email }) };
    if ((await countAttempt(tx, LIMIT, email)) > LIMIT.attempts) return { problem: TOO_MANY };
    const token = await makeLink(tx, { kind: 'invitation', createdBy: by, ...person }, handover);
    await audit(tx, by, 'person-invited', `${email} (${person.role})`);
    return { token, wasRemoved: known !== undefined };
  });
}

/** Makes another link for an invitation, valid for another seven days; the earlier link ends. */
export async function resendInvitation(db: Database, by: string, id: string, handover: Handover): Promise<Invitation> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(accountLinks)
      .where(and(eq(accountLinks.id, id), eq(accountLinks.kind, 'invitation'), isNull(accountLinks.ended)))
      .for('update');
    if (!found) return { problem: GONE };
    if ((await countAttempt(tx, LIMIT, found.email)) > LIMIT.attempts) return { problem: TOO_MANY };
    const { kind, email, name, role } = found;
    const token = await makeLink(tx, { kind, email, name, role, createdBy: by }, handover);
    await audit(tx, by, 'invitation-resent', email);
    return { token, wasRemoved: false };
  });
}

/** Ends an invitation; its link says so. */
export async function revokeInvitation(db: Database, by: string, id: string): Promise<Refusal> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ email: accountLinks.email })
      .from(accountLinks)
      .where(and(eq(accountLinks.id, id), eq(accountLinks.kind, 'invitation'), isNull(accountLinks.ended)))
      .for('update');
    if (!found) return GONE;
    await endLinks(tx, 'invitation', found.email, 'revoked');
    await audit(tx, by, 'invitation-revoked', found.email);
    return null;
  });
}

const GONE = 'This invitation was accepted or revoked.';

/** An invitation that nobody accepted yet. `mail`: waiting, or why it could not be sent; null if it was sent or shown. */
export type PendingInvitation = Pick<
  typeof accountLinks.$inferSelect,
  'id' | 'email' | 'name' | 'role' | 'createdBy' | 'createdAt' | 'expiresAt'
> & { mail: 'waits' | { error: string } | null };

/** The invitations that can still be used or resent, the newest first; those that expired more than 30 days ago are left out. */
export async function listInvitations(db: Database): Promise<PendingInvitation[]> {
  const rows = await db
    .select({ link: accountLinks, mail: accountMails })
    .from(accountLinks)
    .leftJoin(accountMails, eq(accountMails.linkId, accountLinks.id))
    .where(
      and(
        eq(accountLinks.kind, 'invitation'),
        isNull(accountLinks.ended),
        gt(accountLinks.expiresAt, new Date(Date.parse(now()) - SHOWN_MS).toISOString()),
      ),
    )
    .orderBy(desc(accountLinks.createdAt));
  return rows.map(({ link: { hash: _hash, ...link }, mail }) => ({
    ...link,
    mail: mail === null ? null : mail.error === null ? 'waits' : { error: mail.error },
  }));
}

const SHOWN_MS = 30 * 86_400_000;

/** Two admins who invite an address at the same time take turns. */
async function lockAddress(tx: Database, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`invitation ${email}`}, 0))`);
}

function openInvitations(tx: Database, email: string): Promise<(typeof accountLinks.$inferSelect)[]> {
  return tx
    .select()
    .from(accountLinks)
    .where(and(eq(accountLinks.kind, 'invitation'), eq(accountLinks.email, email), isNull(accountLinks.ended)));
}
