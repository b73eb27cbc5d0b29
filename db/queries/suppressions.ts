import { desc, eq } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { notificationRules as rules, suppressions } from '../schema/index.ts';

export type SuppressionRow = Omit<typeof suppressions.$inferSelect, 'targetKey'> & {
  /** The name of the only rule that it applies to; null for all rules. */
  rule: string | null;
};

/** The addresses that get no e-mail, the latest first. */
export async function listSuppressions(db: Database): Promise<SuppressionRow[]> {
  const rows = await db
    .select({ suppression: suppressions, rule: rules.name })
    .from(suppressions)
    .leftJoin(rules, eq(rules.id, suppressions.ruleId))
    .orderBy(desc(suppressions.createdAt));
  return rows.map(({ suppression: { targetKey: _key, ...suppression }, rule }) => ({ ...suppression, rule }));
}
