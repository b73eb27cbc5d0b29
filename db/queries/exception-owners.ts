import { asc, eq, sql } from 'drizzle-orm';
import type { ExceptionType } from '#lib/model/exception.ts';
import { audit } from '../audit.ts';
import type { Database } from '../client.ts';
import { exceptionOwners as rules, users } from '../schema/index.ts';

/** Who gets exceptions of a type, of a customer, or of both when they open; null for all of them. */
export type OwnerRule = typeof rules.$inferSelect;

/** Each batch reads all of them. */
const MAX_OWNER_RULES = 200;

/** The default owners, by type and customer. */
export function listOwnerRules(db: Database): Promise<OwnerRule[]> {
  return db.select().from(rules).orderBy(asc(rules.type), asc(rules.customer));
}

/**
 * Sets who gets exceptions that open from now on, in place of who got them; `customer` in any case. Returns why it was rejected, or
 * null.
 */
export async function setOwnerRule(db: Database, by: string, rule: Omit<OwnerRule, 'id'>): Promise<string | null> {
  const { type, owner } = rule;
  const customer = rule.customer?.trim().toLowerCase() || null;
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table exception_owners in share row exclusive mode`);
    const [person] = await tx
      .select({ role: users.role })
      .from(users)
      .where(sql`${users.email} = ${owner} and ${users.removedAt} is null`);
    if (!person) return `No user has the address ${owner}.`;
    const before = (await tx.select().from(rules)).filter((one) => one.type !== type || one.customer !== customer);
    if (before.length >= MAX_OWNER_RULES) return `${MAX_OWNER_RULES} rules are the most.`;
    await tx
      .insert(rules)
      .values({ type, customer, owner })
      .onConflictDoUpdate({ target: [rules.type, rules.customer], set: { owner } });
    await audit(tx, by, 'owner-rule-added', `${ruleText(type, customer)}: ${owner}`);
    return null;
  });
}

/** Removes a rule; exceptions that are open keep their owners. */
export async function removeOwnerRule(db: Database, by: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx.delete(rules).where(eq(rules.id, id)).returning();
    if (gone) await audit(tx, by, 'owner-rule-removed', `${ruleText(gone.type, gone.customer)}: ${gone.owner}`);
  });
}

const ruleText = (type: ExceptionType | null, customer: string | null) =>
  [type ?? 'all types', customer && `of ${customer}`].filter(Boolean).join(' ');
