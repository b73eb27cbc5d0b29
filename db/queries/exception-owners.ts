import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AS_WRITTEN } from '#lib/model/as-written.ts';
import { EXCEPTION_TYPES, type ExceptionType } from '#lib/model/exception.ts';
import { text } from '#lib/model/filter.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import { audit } from '../audit.ts';
import type { Database } from '../client.ts';
import { exceptionOwners as rules, users } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import { bytewise } from './record-filters.ts';

/** Who gets exceptions of a type, of a customer, or of both when they open; null for all of them. */
export type OwnerRule = typeof rules.$inferSelect;

/** Each batch reads all of them. */
const MAX_OWNER_RULES = 200;

/** The default owners, by their addresses. */
export const EXCEPTION_OWNERS = declareList({
  path: '/exception-owners',
  title: 'Exception owners',
  filter: z.strictObject({
    type: z.enum(EXCEPTION_TYPES).optional().describe('Only rules of this type.'),
    owner: text(320, 'Only rules with this owner, an e-mail address.'),
  }),
  sorts: { owner: { by: bytewise(rules.owner), form: 'text', natural: 'asc', key: (row: OwnerRule) => row.owner } },
  id: rules.id,
  from: rules,
  where: (_db, { type, owner }) => and(isEqual(rules.type, type), isEqual(rules.owner, owner?.toLowerCase())),
  rows: rowsOf(rules),
  items: async (_db, rows) => rows,
});

/** One rule, or null. */
export async function getOwnerRule(db: Database, id: string): Promise<OwnerRule | null> {
  const [rule] = await db.select().from(rules).where(eq(rules.id, id));
  return rule ?? null;
}

/** The default owners, by type and customer. */
export function listOwnerRules(db: Database): Promise<OwnerRule[]> {
  return db.select().from(rules).orderBy(asc(rules.type), asc(rules.customer));
}

/**
 * Sets who gets exceptions that open from now on, in place of who got them; `customer` in any case. Returns the id of the rule, or why it
 * was rejected.
 */
export async function setOwnerRule(
  db: Database,
  by: string,
  rule: Omit<OwnerRule, 'id'>,
  { t } = AS_WRITTEN,
): Promise<{ id: string } | { mistake: Mistake }> {
  const { type, owner } = rule;
  const customer = rule.customer?.trim().toLowerCase() || null;
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table exception_owners in share row exclusive mode`);
    const [person] = await tx
      .select({ role: users.role })
      .from(users)
      .where(sql`${users.email} = ${owner} and ${users.removedAt} is null`);
    if (!person)
      return { mistake: { field: 'owner', message: t('No user has the address {email}.', { email: owner }) } };
    const before = (await tx.select().from(rules)).filter((one) => one.type !== type || one.customer !== customer);
    if (before.length >= MAX_OWNER_RULES)
      return { mistake: { field: null, message: t('{n} rules are the most.', { n: MAX_OWNER_RULES }) } };
    const [set] = await tx
      .insert(rules)
      .values({ type, customer, owner })
      .onConflictDoUpdate({ target: [rules.type, rules.customer], set: { owner } })
      .returning({ id: rules.id });
    if (!set) throw new Error('The rule was not stored');
    await audit(tx, by, 'owner-rule-added', `${ruleText(type, customer)}: ${owner}`);
    return set;
  });
}

/** Removes a rule; exceptions that are open keep their owners. Returns whether there was one. */
export async function removeOwnerRule(db: Database, by: string, id: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [gone] = await tx.delete(rules).where(eq(rules.id, id)).returning();
    if (gone) await audit(tx, by, 'owner-rule-removed', `${ruleText(gone.type, gone.customer)}: ${gone.owner}`);
    return gone !== undefined;
  });
}

const ruleText = (type: ExceptionType | null, customer: string | null) =>
  [type ?? 'all types', customer && `of ${customer}`].filter(Boolean).join(' ');
