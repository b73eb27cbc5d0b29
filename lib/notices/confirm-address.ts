import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import {
  mailAddresses as addresses,
  notices,
  ruleRecipients as recipients,
  notificationRules as rules,
} from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { readConfirmationToken } from './confirmation-token.ts';

/** What a link to confirm an address is about, for its page. */
export type Confirmation = {
  address: string;
  /** The names of the rules that send to it. */
  rules: string[];
  state: 'waits' | 'expired' | 'confirmed';
};

/** Notices that waited longer are not sent: what they tell is no news any more. */
const MAX_WAIT_MS = 3 * 24 * 3_600_000;

/** Finds what a link to confirm an address is about. Null if it is not valid. Changes nothing. */
export async function findConfirmation(db: Database, authSecret: string, token: string): Promise<Confirmation | null> {
  const read = readConfirmationToken(token, authSecret);
  if (!read) return null;
  const [found] = await db.select().from(addresses).where(eq(addresses.targetKey, read.targetKey));
  if (!found) return null;
  const named = await db
    .select({ name: rules.name })
    .from(recipients)
    .innerJoin(rules, eq(rules.id, recipients.ruleId))
    .where(
      and(
        eq(recipients.targetKey, read.targetKey),
        isNull(recipients.removedAt),
        eq(rules.enabled, true),
        isNull(rules.removedAt),
      ),
    )
    .orderBy(asc(rules.name));
  const state = found.confirmedAt !== null ? 'confirmed' : read.isExpired ? 'expired' : 'waits';
  return { address: found.target, rules: [...new Set(named.map(({ name }) => name))], state };
}

/**
 * Confirms the address of a link: what its rules tell is sent from now on, and what waited, unless that is older than three days.
 * Returns false if the link is not valid or has expired. A second call changes nothing.
 */
export async function confirmAddress(db: Database, authSecret: string, token: string): Promise<boolean> {
  const read = readConfirmationToken(token, authSecret);
  if (!read || read.isExpired) return false;
  const { targetKey } = read;
  return db.transaction(async (tx) => {
    const [known] = await tx.select().from(addresses).where(eq(addresses.targetKey, targetKey)).for('update');
    if (!known) return false;
    if (known.confirmedAt !== null) return true;
    const at = now();
    await tx.update(addresses).set({ confirmedAt: at, linkDueAt: null }).where(eq(addresses.targetKey, targetKey));
    await tx
      .update(notices)
      .set({ state: 'cancelled', lastError: 'The address was confirmed too late.' })
      .where(
        and(
          eq(notices.state, 'pending'),
          lt(notices.createdAt, new Date(Date.parse(at) - MAX_WAIT_MS).toISOString()),
          sql`recipient_id in (select id from rule_recipients where target_key = ${targetKey})`,
        ),
      );
    await audit(tx, known.target, 'address-confirmed', known.target);
    return true;
  });
}
