import { and, type SQL, sql } from 'drizzle-orm';
import { type ExceptionGroup, exceptionKind, isExceptionType, rankOf } from '#lib/model/exception.ts';
import type { Database } from '../client.ts';
import { exceptionCases } from '../schema/index.ts';
import { EXCEPTIONS, type ExceptionFilter, GROUPS } from './exceptions.ts';
import { resolveParty } from './party-scope.ts';

/** The tabs of the inbox that are counted: of one person, of nobody, all that need attention, snoozed, resolved. */
export const COUNTED_TABS = ['mine', 'unowned', 'all', 'snoozed', 'resolved'] as const;
export type CountedTab = (typeof COUNTED_TABS)[number];

/** How many exceptions each tab has, by group; `critical`: how many of all that need attention are. */
export type InboxCounts = Record<CountedTab, number> & {
  critical: number;
  /** Those that need attention. */
  groups: Record<ExceptionGroup, number>;
  byTab: Record<CountedTab, Record<ExceptionGroup, number>>;
};

type CountedRow = Record<'type' | 'state', string> & Record<'count' | 'mine' | 'unowned' | 'critical', number>;

/**
 * Counts all exceptions that have not ended in one reading, under a filter whose group, type, state and owner are left out: they are what
 * is counted. `owner`: the e-mail address of the person whose own exceptions are counted.
 */
export async function countInbox(
  db: Database,
  owner: string | null,
  filter: ExceptionFilter = {},
): Promise<InboxCounts> {
  const { q, severity, shipment, party, provider } = filter;
  const where = EXCEPTIONS.where(
    db,
    await resolveParty(db, { q, severity, shipment, party, provider, state: 'all' as const }),
  );
  const rows = await db.execute<CountedRow>(countsSql(owner, where));
  const none = () => Object.fromEntries(GROUPS.map((group) => [group, 0])) as Record<ExceptionGroup, number>;
  const byTab = { mine: none(), unowned: none(), all: none(), snoozed: none(), resolved: none() };
  let critical = 0;
  for (const row of rows) {
    if (!isExceptionType(row.type)) continue;
    const { group } = exceptionKind(row.type);
    if (row.state === 'snoozed' || row.state === 'resolved') byTab[row.state][group] += row.count;
    else {
      byTab.all[group] += row.count;
      byTab.mine[group] += row.mine;
      byTab.unowned[group] += row.unowned;
      critical += row.critical;
    }
  }
  const sum = (tab: CountedTab) => GROUPS.reduce((total, group) => total + byTab[tab][group], 0);
  const sums = Object.fromEntries(COUNTED_TABS.map((tab) => [tab, sum(tab)])) as Record<CountedTab, number>;
  return { ...sums, critical, groups: byTab.all, byTab };
}

function countsSql(owner: string | null, where: SQL | undefined): SQL {
  const { type, resolvedAt, snoozedAt, closedAt, severity } = exceptionCases;
  return sql`
    select ${type} as type,
      case when ${resolvedAt} is not null then 'resolved' when ${snoozedAt} is not null then 'snoozed' else 'open' end as state,
      count(*)::int as count, (count(*) filter (where ${exceptionCases.owner} = ${owner}))::int as mine,
      (count(*) filter (where ${exceptionCases.owner} is null))::int as unowned,
      (count(*) filter (where ${severity} = ${rankOf('critical')}))::int as critical
    from ${exceptionCases} where ${and(sql`${closedAt} is null`, where)} group by 1, 2`;
}
