import type { Sql, Transaction } from '#db/client.ts';
import type { ExceptionType } from '#lib/model/exception.ts';
import type { NoticeChannel, NoticeFacts } from '#lib/model/notice.ts';
import type { SuppressionReason } from '#lib/model/suppression.ts';
import { isNotMuted } from './exceptions/silent-source.ts';
import { senderOfRecipient } from './sender.ts';

/** A notice that this process is to send. */
export type ClaimedNotice = NoticeFacts & {
  id: string;
  createdAt: Date;
  recipientId: string;
  shipmentId: string | null;
  exceptionType: ExceptionType | null;
  /** Attempts with this one. */
  attempts: number;
  /** Whether an earlier attempt may have sent it: its process died, or got no answer. */
  mayBeSent: boolean;
  ruleName: string;
  channel: NoticeChannel;
  target: string;
  targetKey: string;
  encrypted: string | null;
  /** The Message-ID of the notice that it corrects, or that told first of its exception. */
  inReplyTo: string | null;
  /**
   * The reference of the message whose place the end of exceptions takes where a channel can change messages: the one that told of the same
   * ones. What gets worse is a message of its own, since nobody notices a changed one.
   */
  replaces: string | null;
  /** Why its recipient gets nothing; null for others. */
  suppression: SuppressionReason | null;
};

/** The notice that told first of an exception that another one, by the name of its table, follows. */
export function firstNotice(sql: Sql | Transaction, table: 'claimed' | 'notices') {
  return sql`
    select first.id, first.external_ref from notice_exceptions as link
    join notice_exceptions as opened on (opened.recipient_id, opened.case_id) = (link.recipient_id, link.case_id) and opened.kind = 'opened'
    join notices as first on first.id = opened.notice_id
    where link.notice_id = ${sql(table)}.id and link.kind in ('worsened', 'ended') order by first.position limit 1`;
}

/** Of how many exceptions a notice tells, by the name of its table. */
function countTold(sql: Sql, table: string) {
  return sql`(select count(*) from notice_exceptions as told where told.notice_id = ${sql(table)}.id)`;
}

/** Longer than an attempt takes: a notice without a result by then is sent again by another process. */
export const LEASE = '2 minutes';

/**
 * Claims notices that are due on some channels, the oldest first, and leases them to the caller. Of the notices of one recipient and
 * shipment, or of its exceptions of one type, only the first is claimed, so that they arrive in the order in which they were written.
 * Those of a digest, of a silent source and of the `quiet` recipients are not claimed; critical exceptions of quiet ones are.
 */
export function claimNotices(
  sql: Sql,
  channels: readonly NoticeChannel[],
  limit: number,
  quiet: readonly string[] = [],
): Promise<ClaimedNotice[]> {
  return sql<ClaimedNotice[]>`
    with due as (
      select notices.id, leased_until is not null as uncertain from notices
      join rule_recipients as recipient on recipient.id = recipient_id join notification_rules as rule on rule.id = recipient.rule_id
      where state = 'pending' and not in_digest and not_before <= now()::timestamptz(3) 
        and (recipient.id <> all(${[...quiet]}::uuid[]) or notices.severity = 'critical') and ${isNotMuted(sql)}
        and coalesce(leased_until, '-infinity') <= now() and coalesce(held_until, '-infinity') <= now()
        and channel = any(${[...channels]}::text[]) and enabled and rule.removed_at is null
        and recipient.removed_at is null
        and not exists (select from stopped_channels as stopped where stopped.channel = ${senderOfRecipient(sql)})
        and not exists (
          select from notices as earlier
          where earlier.recipient_id = notices.recipient_id and earlier.subject_id = notices.subject_id
            and earlier.exception_type is not distinct from notices.exception_type
            and earlier.state = 'pending' and earlier.position < notices.position
            -- One of exceptions that is held does not hold those after it.
            and (earlier.exception_type is null or earlier.attempts > 0 or earlier.not_before <= now()))
      order by notices.position limit ${limit} for update of notices skip locked
    ), claimed as (
      update notices set leased_until = now() + ${LEASE}::interval, attempts = attempts + 1
      from due where notices.id = due.id returning notices.*, uncertain
    )
    select claimed.id, claimed.milestone, claimed.kind, claimed.content, claimed.created_at as "createdAt",
      claimed.recipient_id as "recipientId", claimed.shipment_id as "shipmentId", claimed.exception_type as "exceptionType", claimed.attempts,
      uncertain as "mayBeSent", rule.name as "ruleName", channel, target, target_key as "targetKey", encrypted,
      coalesce(told.external_ref, opening.external_ref) as "inReplyTo",
      case when claimed.kind = 'ended' and ${countTold(sql, 'opening')} = ${countTold(sql, 'claimed')}
        then opening.external_ref end as replaces,
      (select reason from suppressions where suppressions.target_key = recipient.target_key
        and (suppressions.rule_id is null or suppressions.rule_id = rule.id) order by created_at limit 1) as suppression
    from claimed join rule_recipients as recipient on recipient.id = claimed.recipient_id
    join notification_rules as rule on rule.id = recipient.rule_id
    left join notices as told on claimed.kind = 'corrected' and told.kind = 'told'
      and (told.recipient_id, told.subject_id, told.milestone, told.generation)
        = (claimed.recipient_id, claimed.subject_id, claimed.milestone, claimed.generation)
    left join lateral (${firstNotice(sql, 'claimed')}) as opening on true
    order by claimed.position`;
}
