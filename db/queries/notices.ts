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
  ruleRecipients as recipients,
  notificationRules as rules,
  shipmentReferences,
  shipments,
  stoppedChannels,
} from '../schema/index.ts';
import { declareList, isEqual, readList, rowsOf } from './declared-list.ts';

type StoredNotice = typeof notices.$inferSelect;
type StoredRule = typeof rules.$inferSelect;
type StoredRecipient = typeof recipients.$inferSelect;

export type NoticeRow = Pick<
  StoredNotice,
  | 'id'
  | 'recipientId'
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
  Pick<StoredRecipient, 'ruleId' | 'channel' | 'target'> & {
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
    recipient: z.uuid().optional().describe('Only notices to the recipient with this id.'),
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
  where: (db, query): SQL | undefined =>
    and(
      isEqual(notices.state, query.state),
      query.rule ? isOfRule(db, query.rule) : undefined,
      isEqual(notices.recipientId, query.recipient),
      isEqual(notices.shipmentId, query.shipment),
    ),
  rows: rowsOf(notices),
  items: withRules,
});

function isOfRule(db: Database, ruleId: string): SQL {
  const ids = db.select({ id: recipients.id }).from(recipients).where(eq(recipients.ruleId, ruleId));
  return inArray(notices.recipientId, ids);
}

/** The latest notices. */
export async function listNotices(db: Database, limit: number): Promise<NoticeRow[]> {
  return (await readList(db, NOTICES, { limit })).data;
}

async function withRules(db: Database, rows: readonly StoredNotice[]): Promise<NoticeRow[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ recipientId }) => recipientId))];
  const found = await db
    .select({ recipient: recipients, rule: rules })
    .from(recipients)
    .innerJoin(rules, eq(rules.id, recipients.ruleId))
    .where(inArray(recipients.id, ids));
  const byId = new Map(found.map((one) => [one.recipient.id, one]));
  return rows.flatMap((notice) => {
    const of = byId.get(notice.recipientId);
    return of ? [rowOf(notice, of)] : [];
  });
}

type Of = { recipient: StoredRecipient; rule: StoredRule };

function rowOf(notice: StoredNotice, { recipient, rule }: Of): NoticeRow {
  const { id, recipientId, shipmentId, milestone, exceptionType, severity, kind, state } = notice;
  const { inDigest, attempts, lastError } = notice;
  const { createdAt, sentAt, openedAt, withdrawnAt, content } = notice;
  return {
    ...{ id, recipientId, shipmentId, milestone, exceptionType, severity, kind, state, inDigest, attempts, lastError },
    exceptionIds: 'exceptions' in content ? content.exceptions.map((one) => one.id) : [],
    ...{ createdAt, sentAt, openedAt, withdrawnAt, reference: content.reference },
    ...{ ruleId: rule.id, rule: rule.name, channel: recipient.channel, target: recipient.target },
    nextAttemptAt: state === 'pending' ? nextAttemptAt(notice.notBefore, recipient, rule) : null,
  };
}

function nextAttemptAt(notBefore: string, { heldUntil }: StoredRecipient, schedule: StoredRule): string {
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
