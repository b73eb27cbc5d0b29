import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { env } from '#lib/env.ts';
import { flag } from '#lib/model/filter.ts';
import { domainOf, domainsIn } from '#lib/model/mail-domain.ts';
import { NOTICE_CHANNELS, type NoticeChannel, type NoticeState } from '#lib/model/notice.ts';
import type { Database } from '../client.ts';
import { IS_UNCONFIRMED } from '../schema/columns.ts';
import { mailAddresses as addresses, notificationRules as rules, shipments } from '../schema/index.ts';
import { declareList, isEqual, readList, rowsOf } from './declared-list.ts';

type StoredRule = typeof rules.$inferSelect;

export type RuleRow = Omit<StoredRule, 'encrypted' | 'targetKey' | 'removedAt' | 'watchedBy' | 'appliesFrom'> & {
  /** The name or number of the only shipment that it tells of. */
  shipment: string | null;
  /** What became of its notices of the last 30 days. */
  results: RuleResults;
  /** The confirmation that its e-mail address waits for, and until then all its notices; null if it waits for none. */
  confirmation: Confirmation | null;
  /** The messages to its e-mail address that came back although the address exists; null if none did. */
  bounces: { count: number; lastAt: string; last: string } | null;
  /** Whether fewer than a tenth of its notices of four weeks were opened or acted on: a digest is proposed. */
  proposesDigest: boolean;
};

/** When the link was sent last, how often, and why it could not be sent. */
export type Confirmation = { linkSentAt: string | null; linksSent: number; linkError: string | null };

/** The states of notices by count. `cancelled`: withdrawn or out of date before they were sent. */
export type RuleResults = Record<NoticeState, number> & {
  lastSentAt: string | null;
  /** Of those that were sent: how many it is known of whether they are opened, were opened, and were followed by an act on an exception. */
  openable: number;
  opened: number;
  acted: number;
};

/** A condition of `notices`: within a day somebody acted on the exception that it tells of, or on one of its shipment. */
const WAS_ACTED_ON = `exists (
  select from exception_cases as one join exception_acts as act on act.case_id = one.id
  where (one.shipment_id = notices.shipment_id or one.id = notices.subject_id) and act.by is not null
    and act.at between notices.sent_at and notices.sent_at + interval '24 hours')`;

const NOTHING: RuleResults = {
  pending: 0,
  sent: 0,
  failed: 0,
  bounced: 0,
  suppressed: 0,
  cancelled: 0,
  lastSentAt: null,
  openable: 0,
  opened: 0,
  acted: 0,
};

/** Notification rules that were not removed, without the shipments that users watch. */
export const NOTIFICATION_RULES = declareList({
  path: '/notification-rules',
  title: 'Notification rules',
  filter: z.strictObject({
    enabled: flag('Only enabled rules, or only others.'),
    channel: z.enum(NOTICE_CHANNELS).optional().describe('Only rules that send by this channel.'),
  }),
  sorts: {
    createdAt: { by: rules.createdAt, form: 'instant', natural: 'desc', key: (row: StoredRule) => row.createdAt },
  },
  id: rules.id,
  from: rules,
  where: (_db, { enabled, channel }): SQL | undefined =>
    and(
      isNull(rules.removedAt),
      isNull(rules.watchedBy),
      enabled === undefined ? undefined : eq(rules.enabled, enabled),
      isEqual(rules.channel, channel),
    ),
  rows: rowsOf(rules),
  items: withResults,
});

/** One notification rule, or null. */
export async function getNotificationRule(db: Database, id: string): Promise<RuleRow | null> {
  const rows = await db
    .select()
    .from(rules)
    .where(and(eq(rules.id, id), isNull(rules.removedAt), isNull(rules.watchedBy)));
  return (await withResults(db, rows))[0] ?? null;
}

const MOST = 1_000;

/** All notification rules, by name. */
export async function listRules(db: Database): Promise<RuleRow[]> {
  const { data } = await readList(db, NOTIFICATION_RULES, { limit: MOST });
  return data.toSorted((one, other) => one.name.localeCompare(other.name));
}

async function withResults(db: Database, rows: readonly StoredRule[]): Promise<RuleRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const named = rows.flatMap(({ shipmentId }) => shipmentId ?? []);
  const [results, { confirmations, bounces }, fewOpened, found] = await Promise.all([
    resultsOf(db, ids),
    addressesOf(db, rows),
    fewOpenedOf(db, rows),
    named.length === 0 ? [] : db.select().from(shipments).where(inArray(shipments.id, named)),
  ]);
  const names = new Map(found.map(({ id, name, externalId }) => [id, name ?? externalId]));
  return rows.map(
    ({ encrypted: _secret, targetKey: _key, removedAt: _removed, watchedBy: _user, appliesFrom: _from, ...rule }) => ({
      ...rule,
      shipment: rule.shipmentId && (names.get(rule.shipmentId) ?? rule.shipmentId),
      results: results.get(rule.id) ?? NOTHING,
      confirmation: confirmations.get(rule.id) ?? null,
      bounces: bounces.get(rule.id) ?? null,
      proposesDigest: fewOpened.has(rule.id),
    }),
  );
}

async function resultsOf(db: Database, ids: readonly string[]): Promise<Map<string, RuleResults>> {
  const given = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const found = await db.execute<RuleResults & { id: string }>(sql`
    select rule_id as id, count(*) filter (where state = 'pending')::int as pending,
      count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'bounced')::int as bounced,
      count(*) filter (where state = 'sent' and is_openable)::int as openable,
      count(*) filter (where state = 'sent' and opened_at is not null)::int as opened,
      count(*) filter (where state = 'sent' and ${sql.raw(WAS_ACTED_ON)})::int as acted,
      count(*) filter (where state = 'suppressed')::int as suppressed, count(*) filter (where state = 'cancelled')::int as cancelled,
      to_char(max(sent_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSentAt"
    from notices where rule_id in (${given}) and created_at >= now() - interval '30 days' group by rule_id`);
  return new Map(found.map(({ id, ...results }) => [id, results]));
}

/** The rules of some that send at once, for four weeks, and of whose notices hardly any is opened or acted on. */
async function fewOpenedOf(db: Database, rows: readonly StoredRule[]): Promise<Set<string>> {
  const atOnce = rows.filter(({ cadence, channel }) => cadence === 'at_once' && WITH_DIGESTS.includes(channel));
  if (atOnce.length === 0) return new Set();
  const given = sql.join(
    atOnce.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  );
  const found = await db.execute<{ id: string }>(sql`
    select rule_id as id from notices
    where rule_id in (${given}) and state = 'sent' and is_openable and sent_at >= now() - interval '28 days'
    group by rule_id
    having count(*) >= ${LEAST_SENT}
      and 10 * count(*) filter (where opened_at is not null or ${sql.raw(WAS_ACTED_ON)}) < count(*)
      and exists (
        select from notices as earlier where earlier.rule_id = notices.rule_id and earlier.is_openable
          and earlier.sent_at < now() - interval '28 days')`);
  return new Set(found.map(({ id }) => id));
}

/** The channels whose messages are opened, and that can send digests. */
const WITH_DIGESTS: readonly NoticeChannel[] = ['email', 'slack', 'teams'];

/** Of fewer messages the share says little. */
const LEAST_SENT = 20;

type Known = { confirmations: Map<string, Confirmation>; bounces: Map<string, NonNullable<RuleRow['bounces']>> };

/** What is known of the e-mail addresses of rules, by the ids of the rules. */
async function addressesOf(db: Database, rows: readonly StoredRule[]): Promise<Known> {
  const confirmed = domainsIn(env().NOTICE_CONFIRMED_DOMAINS);
  const ids = rows.filter(({ channel }) => channel === 'email').map(({ id }) => id);
  const known: Known = { confirmations: new Map(), bounces: new Map() };
  if (ids.length === 0) return known;
  const found = await db
    .select({
      id: rules.id,
      target: rules.target,
      isUnconfirmed: sql<boolean>`${sql.raw(IS_UNCONFIRMED)}`,
      address: addresses,
    })
    .from(rules)
    .leftJoin(addresses, eq(addresses.targetKey, rules.targetKey))
    .where(inArray(rules.id, ids));
  for (const { id, target, isUnconfirmed, address } of found) {
    if (isUnconfirmed && !confirmed.includes(domainOf(target))) known.confirmations.set(id, confirmationOf(address));
    const { softBounces: count = 0, lastBounceAt: lastAt, lastBounce: last } = address ?? {};
    if (count > 0 && lastAt && last) known.bounces.set(id, { count, lastAt, last });
  }
  return known;
}

function confirmationOf(address: typeof addresses.$inferSelect | null): Confirmation {
  const { linkSentAt = null, linksSent = 0, linkError = null } = address ?? {};
  return { linkSentAt, linksSent, linkError };
}
