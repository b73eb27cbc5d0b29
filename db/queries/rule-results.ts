import { sql } from 'drizzle-orm';
import type { NoticeState } from '#lib/model/notice.ts';
import type { Database } from '../client.ts';

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

export const NO_RESULTS: RuleResults = {
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

/** What became of the notices of the last 30 days, by the id of their recipient. */
export async function resultsOf(db: Database, recipientIds: readonly string[]): Promise<Map<string, RuleResults>> {
  if (recipientIds.length === 0) return new Map();
  const found = await db.execute<RuleResults & { id: string }>(sql`
    select recipient_id as id, count(*) filter (where state = 'pending')::int as pending,
      count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'bounced')::int as bounced,
      count(*) filter (where state = 'sent' and is_openable)::int as openable,
      count(*) filter (where state = 'sent' and opened_at is not null)::int as opened,
      count(*) filter (where state = 'sent' and ${sql.raw(WAS_ACTED_ON)})::int as acted,
      count(*) filter (where state = 'suppressed')::int as suppressed, count(*) filter (where state = 'cancelled')::int as cancelled,
      to_char(max(sent_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSentAt"
    from notices where recipient_id in (${uuids(recipientIds)}) and created_at >= now() - interval '30 days' group by recipient_id`);
  return new Map(found.map(({ id, ...results }) => [id, results]));
}

/** The results of several recipients together. */
export function addResults(one: RuleResults, other: RuleResults): RuleResults {
  const { lastSentAt: _, ...counts } = one;
  const added = Object.entries(counts).map(([name, count]) => [name, count + other[name as keyof typeof counts]]);
  const lastSentAt =
    [one.lastSentAt, other.lastSentAt]
      .filter((at) => at !== null)
      .sort()
      .at(-1) ?? null;
  return { ...(Object.fromEntries(added) as typeof counts), lastSentAt };
}

/** Of fewer messages the share says little. */
const LEAST_SENT = 20;

/** The recipients of some to whom messages were sent for four weeks, and who hardly open or act on any. */
export async function fewOpenedOf(db: Database, recipientIds: readonly string[]): Promise<Set<string>> {
  if (recipientIds.length === 0) return new Set();
  const found = await db.execute<{ id: string }>(sql`
    select recipient_id as id from notices
    where recipient_id in (${uuids(recipientIds)}) and state = 'sent' and is_openable and sent_at >= now() - interval '28 days'
    group by recipient_id
    having count(*) >= ${LEAST_SENT}
      and 10 * count(*) filter (where opened_at is not null or ${sql.raw(WAS_ACTED_ON)}) < count(*)
      and exists (
        select from notices as earlier where earlier.recipient_id = notices.recipient_id and earlier.is_openable
          and earlier.sent_at < now() - interval '28 days')`);
  return new Set(found.map(({ id }) => id));
}

function uuids(ids: readonly string[]) {
  return sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
}
