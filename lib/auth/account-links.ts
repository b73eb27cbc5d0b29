import { and, eq, isNull, lt, ne, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { accountLinks, accountMails } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import {
  type AccountLinkEnd,
  type AccountLinkKind,
  type AccountMailKind,
  linkExpiry,
  newToken,
  tokenHash,
} from '#lib/model/account-link.ts';

export type AccountLink = typeof accountLinks.$inferSelect;

/** How a link reaches its owner: the worker sends it, or the caller shows it to an admin once. */
export type Handover = 'mail' | 'show';

/** What a link is for. */
export type NewLink = Pick<AccountLink, 'kind' | 'email' | 'createdBy'> &
  Partial<Pick<AccountLink, 'name' | 'role' | 'userId'>>;

/** How long a message without a link waits to be sent; then it is no news any more. */
const KEPT_MS = 86_400_000;

/** Makes a link, which ends an open one of this kind and address. Returns its token if it has to be shown; it is not stored. */
export async function makeLink(tx: Database, link: NewLink, handover: Handover): Promise<string | null> {
  await endLinks(tx, link.kind, link.email, 'replaced');
  const createdAt = now();
  const shown = handover === 'show' ? newToken() : null;
  const values = { ...link, createdAt, hash: shown?.hash ?? null, expiresAt: linkExpiry(link.kind, createdAt) };
  const [made] = await tx.insert(accountLinks).values(values).returning({ id: accountLinks.id });
  if (!made) throw new Error('the link was not stored');
  if (handover === 'mail') await queueMail(tx, link.kind, link.email, made.id);
  return shown?.token ?? null;
}

/** Lets the worker send an e-mail about an account. `linkId`: the link that it contains. */
export async function queueMail(
  tx: Database,
  kind: AccountMailKind,
  target: string,
  linkId: string | null = null,
): Promise<void> {
  const at = now();
  // Without a mail server nobody sends them.
  const old = new Date(Date.parse(at) - KEPT_MS).toISOString();
  await tx.delete(accountMails).where(and(isNull(accountMails.linkId), lt(accountMails.createdAt, old)));
  await tx.insert(accountMails).values({ kind, target, linkId, createdAt: at, dueAt: at });
}

/** Ends the open links of an address; a message that waits to bring one is not sent. */
export async function endLinks(
  tx: Database,
  kind: AccountLinkKind,
  email: string,
  ended: AccountLinkEnd,
): Promise<number> {
  return (await end(tx, and(eq(accountLinks.kind, kind), eq(accountLinks.email, email)), ended)).length;
}

/** Ends the open links that an admin made for others, whose tokens they may have seen. Returns whom they were for. */
export function endLinksMadeBy(tx: Database, admin: string): Promise<Pick<AccountLink, 'kind' | 'email'>[]> {
  return end(tx, and(eq(accountLinks.createdBy, admin), ne(accountLinks.email, admin)), 'revoked');
}

async function end(tx: Database, which: SQL | undefined, ended: AccountLinkEnd) {
  const { id, kind, email } = accountLinks;
  const found = await tx
    .update(accountLinks)
    .set({ ended })
    .where(and(which, isNull(accountLinks.ended)))
    .returning({ id, kind, email });
  for (const link of found) await tx.delete(accountMails).where(eq(accountMails.linkId, link.id));
  return found;
}

/** Ends every link and request of an address whose account changed. */
export async function endLinksOf(tx: Database, email: string): Promise<void> {
  await endLinks(tx, 'invitation', email, 'revoked');
  await endLinks(tx, 'reset', email, 'revoked');
  await tx.delete(accountMails).where(and(eq(accountMails.target, email), eq(accountMails.kind, 'reset_requested')));
}

/** A link as its page shows it: `open`, or why it cannot be used. */
export type FoundLink = { state: 'open' | 'expired' | AccountLinkEnd; link: AccountLink };

/** The link of a token; null if there is none. Changes nothing. With `lock`, others wait until the transaction ends. */
export async function findLink(
  db: Database,
  kind: AccountLinkKind,
  token: string,
  lock = false,
): Promise<FoundLink | null> {
  const query = db
    .select()
    .from(accountLinks)
    .where(and(eq(accountLinks.hash, tokenHash(token)), eq(accountLinks.kind, kind)));
  const [link] = await (lock ? query.for('update') : query);
  if (!link) return null;
  return { link, state: link.ended ?? (link.expiresAt <= now() ? 'expired' : 'open') };
}
