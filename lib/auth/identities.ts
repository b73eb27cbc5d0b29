import { and, eq } from 'drizzle-orm';
import type { User } from 'next-auth';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { identities, users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import type { OidcProfile, SignOnRules } from './single-sign-on.ts';
import { auditAcceptance, takeInvitation } from './take-invitation.ts';

/** The user of a single sign-on, or why it was rejected: for the log, not for the user. */
export type SignOn = { user: User } | { refused: string };

/**
 * The user of an issuer's profile. A known one is found by issuer and subject, which never change their owner; the address counts
 * only at the first sign-in, if it is verified; an invitation of that address is accepted by it. The signature of the profile was checked before.
 */
export async function userOfProfile(db: Database, profile: OidcProfile, rules: SignOnRules): Promise<SignOn> {
  const email = profile.email?.trim().toLowerCase();
  if (!email || !/^[^\s\p{C}]{1,300}$/u.test(email)) return { refused: 'no e-mail address' };
  if (profile.email_verified !== true && !rules.trustEmail) return { refused: 'e-mail address not verified' };
  return db.transaction(async (tx) => {
    const [known] = await tx
      .select({ user: users })
      .from(identities)
      .innerJoin(users, eq(users.id, identities.userId))
      .where(and(eq(identities.issuer, profile.iss), eq(identities.subject, profile.sub)));
    if (known) return signOnOf(known.user);
    const [existing] = await tx.select().from(users).where(eq(users.email, email)).for('update');
    if (existing) return link(tx, existing, profile, rules);
    const invited = await takeInvitation(tx, email);
    if (!invited && !isAllowed(email, profile, rules))
      return { refused: 'unknown user outside the allowed domains and groups' };
    const [added] = await tx
      .insert(users)
      .values({ email, name: invited?.name ?? nameOf(profile), role: invited?.role ?? 'viewer', createdAt: now() })
      .onConflictDoNothing()
      .returning();
    if (!added) return { refused: 'a user with this address is being added' };
    if (invited) await auditAcceptance(tx, invited);
    else await audit(tx, email, 'person-added', `${email} (viewer, by single sign-on)`);
    return link(tx, added, profile, rules);
  });
}

type Account = typeof users.$inferSelect;

function signOnOf(user: Account): SignOn {
  if (user.removedAt !== null) return { refused: 'removed account' };
  return { user: { id: user.id, email: user.email, name: user.name } };
}

/** Links a subject of the issuer to an account with the same address that has none yet. */
async function link(tx: Database, user: Account, { iss, sub }: OidcProfile, rules: SignOnRules): Promise<SignOn> {
  if (user.removedAt !== null) return signOnOf(user);
  if (user.passwordHash !== null && (user.role === 'admin' || !rules.linkAccounts)) {
    return { refused: 'the address belongs to an account with a password' };
  }
  const bound = await tx
    .insert(identities)
    .values({ issuer: iss, subject: sub, userId: user.id, createdAt: now() })
    .onConflictDoNothing()
    .returning({ subject: identities.subject });
  if (bound.length === 0) return { refused: 'the address belongs to an account of another subject' };
  await audit(tx, user.email, 'identity-linked', `${user.email} (${iss})`);
  return signOnOf(user);
}

function isAllowed(email: string, profile: OidcProfile, { domains, groups, groupsClaim }: SignOnRules): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const held = profile[groupsClaim];
  const member = Array.isArray(held) && held.some((group) => typeof group === 'string' && groups.includes(group));
  return (email.includes('@') && domains.includes(domain)) || member;
}

function nameOf({ name }: OidcProfile): string | null {
  return typeof name === 'string' ? name.toWellFormed().replace(/\p{C}/gu, '').slice(0, 100) || null : null;
}
