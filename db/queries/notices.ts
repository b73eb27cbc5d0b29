import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { now } from '#lib/clock.ts';
import { shipment } from '#lib/model/filter.ts';
import { NOTICE_STATES } from '#lib/model/notice.ts';
import { quietEnd } from '#lib/model/notice-schedule.ts';
import { searchable } from '#lib/model/reference.ts';
import type { Database } from '../client.ts';
import {
  notices,
  notificationRules as rules,
  shipmentReferences,
  shipments,
  stoppedChannels,
} from '../schema/index.ts';
import { declareList, isEqual, readList, rowsOf } from './declared-list.ts';

type StoredNotice = typeof notices.$inferSelect;
type StoredRule = typeof rules.$inferSelect;

export type NoticeRow = Pick<
  StoredNotice,
  | 'id'
  | 'ruleId'
  | 'shipmentId'
  | 'milestone'
  | 'exceptionType'
  | 'severity'
  | 'kind'
  | 'state'
  | 'inDigest'
  | 'attempts'
  | 'lastError'
> &
  Pick<StoredNotice, 'createdAt' | 'sentAt' | 'openedAt' | 'withdrawnAt'> &
  Pick<StoredRule, 'channel' | 'target'> & {
    /** The name of the rule. */
    rule: string;
    /** The number of the shipment. */
    reference: string;
    /** The ids of the exceptions that it tells of; none for milestones. */
    exceptionIds: string[];
    /** The earliest time of the next attempt; null if there is none. */
    nextAttemptAt: string | null;
  };

/** Notices. */
export const NOTICES = declareList({
  path: '/notices',
  title: 'Notices',
  filter: z.strictObject({
    state: z.enum(NOTICE_STATES).optional().describe('Only notices in this state.'),
    rule: z.uuid().optional().describe('Only notices of the rule with this id.'),
    shipment,
  }),
  sorts: {
    position: {
      by: notices.position,
      form: 'serial',
      natural: 'desc',
      key: (row: StoredNotice) => String(row.position),
    },
  },
  id: notices.id,
  from: notices,
  where: (_db, query): SQL | undefined =>
    and(
      isEqual(notices.state, query.state),
      isEqual(notices.ruleId, query.rule),
      isEqual(notices.shipmentId, query.shipment),
    ),
  rows: rowsOf(notices),
  items: withRules,
});

/** The latest notices. */
export async function listNotices(db: Database, limit: number): Promise<NoticeRow[]> {
  return (await readList(db, NOTICES, { limit })).data;
}

async function withRules(db: Database, rows: readonly StoredNotice[]): Promise<NoticeRow[]> {
  const ids = [...new Set(rows.map(({ ruleId }) => ruleId))];
  const found = ids.length === 0 ? [] : await db.select().from(rules).where(inArray(rules.id, ids));
  const byId = new Map(found.map((rule) => [rule.id, rule]));
  return rows.flatMap((notice) => {
    const rule = byId.get(notice.ruleId);
    return rule ? [rowOf(notice, rule)] : [];
  });
}

function rowOf(notice: StoredNotice, rule: StoredRule): NoticeRow {
  const { id, ruleId, shipmentId, milestone, exceptionType, severity, kind, state, inDigest, attempts, lastError } =
    notice;
  const { createdAt, sentAt, openedAt, withdrawnAt, content } = notice;
  return {
    ...{ id, ruleId, shipmentId, milestone, exceptionType, severity, kind, state, inDigest, attempts, lastError },
    exceptionIds: 'exceptions' in content ? content.exceptions.map((one) => one.id) : [],
    ...{ createdAt, sentAt, openedAt, withdrawnAt, reference: content.reference },
    ...{ rule: rule.name, channel: rule.channel, target: rule.target },
    nextAttemptAt: state === 'pending' ? nextAttemptAt(notice.notBefore, rule) : null,
  };
}

function nextAttemptAt(notBefore: string, { heldUntil, ...schedule }: StoredRule): string {
  const due = [notBefore, heldUntil ?? '', now()].sort().at(-1) ?? notBefore;
  return quietEnd(schedule, due) ?? due;
}

/** The channels that were stopped, and why. */
export function listStoppedChannels(db: Database): Promise<(typeof stoppedChannels.$inferSelect)[]> {
  return db.select().from(stoppedChannels).orderBy(asc(stoppedChannels.channel));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The ids of the shipments with a reference or id, two at most. */
export async function shipmentsNamed(db: Database, text: string): Promise<string[]> {
  const found = await db
    .selectDistinct({ id: shipments.id })
    .from(shipments)
    .innerJoin(shipmentReferences, eq(shipmentReferences.shipmentId, shipments.id))
    .where(
      or(
        and(eq(shipmentReferences.searchable, searchable(text)), sql`${searchable(text)} <> ''`),
        UUID.test(text) ? eq(shipments.id, text) : undefined,
      ),
    )
    .limit(2);
  return found.map(({ id }) => id);
}
