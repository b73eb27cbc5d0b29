import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ExceptionType, Severity } from '#lib/model/exception.ts';
import type {
  ExceptionContent,
  ExceptionNoticeKind,
  NoticeChannel,
  NoticeContent,
  NoticeKind,
  NoticeMilestone,
  NoticeSender,
  NoticeState,
  NoticeTrigger,
  RuleOrigin,
} from '#lib/model/notice.ts';
import type { Cadence } from '#lib/model/notice-schedule.ts';
import { instant } from './columns.ts';

/** What is told, and when. Removed rules stay, for the notices that they made. */
export const notificationRules = pgTable(
  'notification_rules',
  {
    id: uuid().primaryKey().defaultRandom(),
    /**
     * `own`: it tells the user who is `createdBy` what concerns them. `followed`: it tells stakeholders and watchers, see `subscriptions`.
     * Neither is listed among the rules of admins.
     */
    origin: text().$type<RuleOrigin>().notNull().default('admin'),
    name: text().notNull(),
    trigger: text().$type<NoticeTrigger>().notNull().default('milestone'),
    /** Empty for exceptions. */
    milestones: text().array().$type<NoticeMilestone[]>().notNull(),
    /** The least severity of the exceptions that it tells of; null for milestones. */
    severity: text().$type<Severity>(),
    /** The types of exceptions; null for all. */
    exceptionTypes: text().array().$type<ExceptionType[]>(),
    /** Whether it tells each recipient only of exceptions that they own. */
    ownedOnly: boolean().notNull().default(false),
    /** How long an exception has to last before it is told. */
    holdMinutes: smallint().notNull().default(5),
    /** Filters; null for any. The customer is a name, compared without regard to case. */
    customer: text(),
    provider: text(),
    shipmentId: uuid(),
    cadence: text().$type<Cadence>().notNull().default('at_once'),
    /** The IANA zone of digests and quiet hours. */
    timeZone: text().notNull().default('UTC'),
    /** `HH:MM`; null without quiet hours. */
    quietFrom: text(),
    quietUntil: text(),
    quietWeekends: boolean().notNull().default(false),
    enabled: boolean().notNull(),
    /** An e-mail address. */
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    /** When it was added, changed or enabled last: it tells no exception from before. */
    appliesFrom: instant().notNull().default(sql`now()`),
    removedAt: instant(),
  },
  (table) => [
    index('notification_rules_active_idx').on(table.id).where(sql`enabled and removed_at is null`),
    index('notification_rules_exceptions_idx')
      .on(table.id)
      .where(sql`trigger = 'exception' and enabled and removed_at is null`),
  ],
);

/** To whom a rule tells it, by which channel. Removed ones stay, for their notices and the links in their messages. */
export const ruleRecipients = pgTable(
  'rule_recipients',
  {
    /** Links to unsubscribe contain it. */
    id: uuid().primaryKey().defaultRandom(),
    ruleId: uuid()
      .notNull()
      .references(() => notificationRules.id),
    channel: text().$type<NoticeChannel>().notNull(),
    /** As it is shown: an e-mail address, or a URL without its secret part. */
    target: text().notNull(),
    /** A hash of the channel and target, the same in all rules with that target. */
    targetKey: text().notNull(),
    /** The URL, with the secret of a webhook; AES-256-GCM, see `lib/inbox/secret-cipher.ts`. Null for e-mail, and after the removal. */
    encrypted: text(),
    /** The target accepts nothing before: it answered with `Retry-After`. */
    heldUntil: instant(),
    createdAt: instant().notNull(),
    removedAt: instant(),
  },
  (table) => [
    uniqueIndex('rule_recipients_once').on(table.ruleId, table.targetKey).where(sql`removed_at is null`),
    index('rule_recipients_target_idx').on(table.targetKey),
  ],
);

/** Messages about shipments, one for each recipient and state; see `lib/notices`. */
export const notices = pgTable(
  'notices',
  {
    /** The Message-ID of an e-mail contains it. */
    id: uuid().primaryKey().defaultRandom(),
    /** The order in which they were written. */
    position: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    recipientId: uuid()
      .notNull()
      .references(() => ruleRecipients.id),
    /** What it tells of: the shipment; of exceptions the shipment, invoice or source. */
    subjectId: uuid().notNull(),
    /** Null for an exception that belongs to no shipment. */
    shipmentId: uuid(),
    /** Null for exceptions. */
    milestone: text().$type<NoticeMilestone>(),
    /** The type of the exceptions that it tells of; null for milestones. */
    exceptionType: text().$type<ExceptionType>(),
    /** The greatest severity of those exceptions: critical ones are sent in quiet hours. */
    severity: text().$type<Severity>(),
    /** It waits while this source is silent, since that explains what is missing. */
    sourceId: uuid(),
    /** From 1; one more each time the milestone is reached again after it was withdrawn. */
    generation: integer().notNull(),
    kind: text().$type<NoticeKind | ExceptionNoticeKind>().notNull(),
    state: text().$type<NoticeState>().notNull().default('pending'),
    /** Whether it is sent in a digest. */
    inDigest: boolean().notNull().default(false),
    /** The digest that contains it, from the first attempt to send that. The Message-ID of the e-mail contains it. */
    digestId: uuid(),
    content: json().$type<NoticeContent | ExceptionContent>().notNull(),
    attempts: smallint().notNull().default(0),
    /** The earliest time of the next attempt. */
    notBefore: instant().notNull(),
    /** Until then the process that sends it has it. In the past, that process died, or got no answer: it may have been sent. */
    leasedUntil: instant(),
    lastError: text(),
    /** The Message-ID of an e-mail; of the bot of Slack `channel/ts`. */
    externalRef: text(),
    createdAt: instant().notNull(),
    sentAt: instant(),
    /** Whether it is known when its recipient opens it, and when they did first: the notice at the bell, or a link of the message. */
    isOpenable: boolean().notNull().default(false),
    openedAt: instant(),
    /** When the milestone that it tells of was withdrawn. */
    withdrawnAt: instant(),
  },
  (table) => [
    unique('notices_once').on(table.recipientId, table.subjectId, table.milestone, table.generation, table.kind),
    index('notices_pending_idx').on(table.position).where(sql`state = 'pending' and not in_digest`),
    index('notices_digest_idx').on(table.recipientId, table.position).where(sql`state = 'pending' and in_digest`),
    index('notices_position_idx').on(table.position),
    index('notices_recipient_sent_idx').on(table.recipientId, table.sentAt),
    index('notices_recipient_idx').on(table.recipientId, table.createdAt, table.state, table.sentAt),
    index('notices_sent_digest_idx').on(table.digestId).where(sql`digest_id is not null`),
    index('notices_failed_idx').on(table.createdAt, table.recipientId).where(sql`state = 'failed'`),
  ],
);

/**
 * Which notice tells which state of an exception to which recipient. `ended` and `worsened` follow a notice that was sent; an exception that
 * ends before it was told is removed here.
 */
export const noticeExceptions = pgTable(
  'notice_exceptions',
  {
    recipientId: uuid().notNull(),
    /** The id of the exception. */
    caseId: uuid().notNull(),
    kind: text().$type<ExceptionNoticeKind>().notNull(),
    /** Position in `SEVERITIES` of what was told; 0 for an end. */
    severity: smallint().notNull(),
    /** Notices are never deleted, so no foreign key is checked. */
    noticeId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.recipientId, table.caseId, table.kind, table.severity] }),
    index('notice_exceptions_notice_idx').on(table.noticeId),
  ],
);

/** Channels, or the bot of Slack alone, that send nothing until an admin resumes them. */
export const stoppedChannels = pgTable('stopped_channels', {
  channel: text().$type<NoticeSender>().primaryKey(),
  reason: text().notNull(),
  stoppedAt: instant().notNull(),
});
