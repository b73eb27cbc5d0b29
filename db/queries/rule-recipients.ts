import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { env } from '#lib/env.ts';
import { domainOf, domainsIn } from '#lib/model/mail-domain.ts';
import type { Database } from '../client.ts';
import { IS_UNCONFIRMED } from '../schema/columns.ts';
import {
  mailAddresses as addresses,
  ruleRecipients as recipients,
  notificationRules as rules,
} from '../schema/index.ts';
import { NO_RESULTS, type RuleResults, resultsOf } from './rule-results.ts';

type Stored = typeof recipients.$inferSelect;

/** A recipient of a rule, with what became of what was sent to it. */
export type RecipientRow = Pick<Stored, 'id' | 'channel' | 'target' | 'heldUntil' | 'createdAt'> & {
  /** What became of its notices of the last 30 days. */
  results: RuleResults;
  /** The confirmation that its e-mail address waits for, and until then all its notices; null if it waits for none. */
  confirmation: Confirmation | null;
  /** The messages to its e-mail address that came back although the address exists; null if none did. */
  bounces: { count: number; lastAt: string; last: string } | null;
};

/** When the link was sent last, how often, and why it could not be sent. */
export type Confirmation = { linkSentAt: string | null; linksSent: number; linkError: string | null };

/** The recipients of some rules that were not removed, oldest first, by the id of the rule. */
export async function recipientsOfRules(
  db: Database,
  ruleIds: readonly string[],
): Promise<Map<string, RecipientRow[]>> {
  const found = await db
    .select({ recipient: recipients, address: addresses, isUnconfirmed: sql<boolean>`${sql.raw(IS_UNCONFIRMED)}` })
    .from(recipients)
    .leftJoin(addresses, and(eq(addresses.targetKey, recipients.targetKey), eq(recipients.channel, 'email')))
    .where(and(inArray(recipients.ruleId, [...ruleIds]), isNull(recipients.removedAt)))
    .orderBy(asc(recipients.createdAt), asc(recipients.id));
  const results = await resultsOf(
    db,
    found.map(({ recipient }) => recipient.id),
  );
  const confirmed = domainsIn(env().NOTICE_CONFIRMED_DOMAINS);
  const rows = found.map(({ recipient, address, isUnconfirmed }) => {
    const { id, ruleId, channel, target, heldUntil, createdAt } = recipient;
    const waits = isUnconfirmed && !confirmed.includes(domainOf(target));
    return {
      ruleId,
      ...{ id, channel, target, heldUntil, createdAt, results: results.get(id) ?? NO_RESULTS },
      ...{ confirmation: waits ? confirmationOf(address) : null, bounces: bouncesOf(address) },
    };
  });
  const byRule = Map.groupBy(rows, ({ ruleId }) => ruleId);
  return new Map([...byRule].map(([id, own]) => [id, own.map(({ ruleId: _, ...row }) => row)]));
}

type Address = typeof addresses.$inferSelect | null;

function confirmationOf(address: Address): Confirmation {
  const { linkSentAt = null, linksSent = 0, linkError = null } = address ?? {};
  return { linkSentAt, linksSent, linkError };
}

function bouncesOf(address: Address): RecipientRow['bounces'] {
  const { softBounces: count = 0, lastBounceAt: lastAt, lastBounce: last } = address ?? {};
  return count > 0 && lastAt && last ? { count, lastAt, last } : null;
}

/** A recipient with the rule that it belongs to. */
export type OneRecipient = RecipientRow & { ruleId: string };

/** One recipient of a rule of an admin, or null. */
export async function getRecipient(db: Database, id: string): Promise<OneRecipient | null> {
  const [found] = await db
    .select({ ruleId: recipients.ruleId })
    .from(recipients)
    .innerJoin(rules, eq(rules.id, recipients.ruleId))
    .where(and(eq(recipients.id, id), isNull(recipients.removedAt), eq(rules.origin, 'admin')));
  if (!found) return null;
  const { ruleId } = found;
  const row = (await recipientsOfRules(db, [ruleId])).get(ruleId)?.find((one) => one.id === id);
  return row ? { ...row, ruleId } : null;
}
