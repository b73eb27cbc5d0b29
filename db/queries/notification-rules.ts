import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { flag } from '#lib/model/filter.ts';
import { NOTICE_CHANNELS, type NoticeChannel } from '#lib/model/notice.ts';
import type { Database } from '../client.ts';
import { ruleRecipients as recipients, notificationRules as rules, shipments } from '../schema/index.ts';
import { declareList, readList, rowsOf } from './declared-list.ts';
import { type RecipientRow, recipientsOfRules } from './rule-recipients.ts';
import { addResults, fewOpenedOf, NO_RESULTS, type RuleResults } from './rule-results.ts';

type StoredRule = typeof rules.$inferSelect;

export type RuleRow = Omit<StoredRule, 'origin' | 'removedAt' | 'appliesFrom'> & {
  /** The name or number of the only shipment that it tells of. */
  shipment: string | null;
  /** Those that were not removed, oldest first. */
  recipients: RecipientRow[];
  /** What became of its notices to them of the last 30 days. */
  results: RuleResults;
  /** Whether its recipients opened or acted on fewer than a tenth of its notices of four weeks: a digest is proposed. */
  proposesDigest: boolean;
};

/** The notification rules of admins that were not removed. */
export const NOTIFICATION_RULES = declareList({
  path: '/notification-rules',
  title: 'Notification rules',
  filter: z.strictObject({
    enabled: flag('Only enabled rules, or only others.'),
    channel: z.enum(NOTICE_CHANNELS).optional().describe('Only rules with a recipient of this channel.'),
  }),
  sorts: {
    createdAt: { by: rules.createdAt, form: 'instant', natural: 'desc', key: (row: StoredRule) => row.createdAt },
  },
  id: rules.id,
  from: rules,
  where: (db, { enabled, channel }): SQL | undefined =>
    and(
      isListed,
      enabled === undefined ? undefined : eq(rules.enabled, enabled),
      channel === undefined ? undefined : sendsBy(db, channel),
    ),
  rows: rowsOf(rules),
  items: withRecipients,
});

const isListed = and(isNull(rules.removedAt), eq(rules.origin, 'admin'));

function sendsBy(db: Database, channel: NoticeChannel): SQL {
  const of = and(eq(recipients.channel, channel), isNull(recipients.removedAt));
  return inArray(rules.id, db.select({ id: recipients.ruleId }).from(recipients).where(of));
}

/** One notification rule, or null. */
export async function getNotificationRule(db: Database, id: string): Promise<RuleRow | null> {
  const rows = await db
    .select()
    .from(rules)
    .where(and(eq(rules.id, id), isListed));
  return (await withRecipients(db, rows))[0] ?? null;
}

const MOST = 1_000;

/** All notification rules, by name. */
export async function listRules(db: Database): Promise<RuleRow[]> {
  const { data } = await readList(db, NOTIFICATION_RULES, { limit: MOST });
  return data.toSorted((one, other) => one.name.localeCompare(other.name));
}

async function withRecipients(db: Database, rows: readonly StoredRule[]): Promise<RuleRow[]> {
  if (rows.length === 0) return [];
  const named = rows.flatMap(({ shipmentId }) => shipmentId ?? []);
  const [byRule, found] = await Promise.all([
    recipientsOfRules(
      db,
      rows.map(({ id }) => id),
    ),
    named.length === 0 ? [] : db.select().from(shipments).where(inArray(shipments.id, named)),
  ]);
  const names = new Map(found.map(({ id, name, externalId }) => [id, name ?? externalId]));
  const withFewOpened = await fewOpenedOf(db, digestible(rows, byRule));
  return rows.map(({ origin: _origin, removedAt: _removed, appliesFrom: _from, ...rule }) => {
    const to = byRule.get(rule.id) ?? [];
    return {
      ...rule,
      shipment: rule.shipmentId && (names.get(rule.shipmentId) ?? rule.shipmentId),
      recipients: to,
      results: to.map(({ results }) => results).reduce(addResults, NO_RESULTS),
      proposesDigest: hasFewOpened(to, withFewOpened),
    };
  });
}

/** The channels whose messages are opened, and that can send digests. */
const WITH_DIGESTS: readonly NoticeChannel[] = ['email', 'slack', 'teams'];

/** The recipients of rules that send at once, to whom digests can be sent. */
function digestible(rows: readonly StoredRule[], byRule: ReadonlyMap<string, RecipientRow[]>): string[] {
  const atOnce = rows.filter(({ cadence }) => cadence === 'at_once').flatMap(({ id }) => byRule.get(id) ?? []);
  return atOnce.filter(({ channel }) => WITH_DIGESTS.includes(channel)).map(({ id }) => id);
}

/** Whether each who can open messages opens few; who reads at the bell gets no digests. */
function hasFewOpened(to: readonly RecipientRow[], withFewOpened: ReadonlySet<string>): boolean {
  const readers = to.filter(({ channel }) => channel !== 'webhook');
  return readers.length > 0 && readers.every(({ id }) => withFewOpened.has(id));
}
