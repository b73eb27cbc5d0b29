import type { Sql } from '#db/client.ts';
import type { NoticeChannel, NoticeContent, NoticeKind, NoticeMilestone } from '#lib/model/notice.ts';
import type { SuppressionReason } from '#lib/model/suppression.ts';

/** A notice that this process is to send. */
export type ClaimedNotice = {
  id: string;
  milestone: NoticeMilestone;
  kind: NoticeKind;
  content: NoticeContent;
  createdAt: Date;
  ruleId: string;
  shipmentId: string;
  /** Attempts with this one. */
  attempts: number;
  /** Whether an earlier attempt may have sent it: its process died, or got no answer. */
  mayBeSent: boolean;
  ruleName: string;
  channel: NoticeChannel;
  target: string;
  targetKey: string;
  encrypted: string | null;
  /** The Message-ID of the notice that it corrects. */
  inReplyTo: string | null;
  /** Why its recipient gets nothing; null for others. */
  suppression: SuppressionReason | null;
};

/** Longer than an attempt takes: a notice without a result by then is sent again by another process. */
export const LEASE = '2 minutes';

/**
 * Claims notices that are due on some channels, the oldest first, and leases them to the caller. Of the notices of one rule and
 * shipment only the first is claimed, so that they arrive in the order in which they were written. Those of a digest and of the
 * `quiet` rules are not claimed.
 */
export function claimNotices(
  sql: Sql,
  channels: readonly NoticeChannel[],
  limit: number,
  quiet: readonly string[] = [],
): Promise<ClaimedNotice[]> {
  return sql<ClaimedNotice[]>`
    with due as (
      select notices.id, leased_until is not null as uncertain from notices join notification_rules as rule on rule.id = rule_id
      where state = 'pending' and not in_digest and not_before <= now()::timestamptz(3) and rule.id <> all(${[...quiet]}::uuid[])
        and coalesce(leased_until, '-infinity') <= now() and coalesce(held_until, '-infinity') <= now()
        and channel = any(${[...channels]}::text[]) and enabled and removed_at is null
        and not exists (select from stopped_channels where stopped_channels.channel = rule.channel)
        and not exists (
          select from notices as earlier
          where earlier.rule_id = notices.rule_id and earlier.shipment_id = notices.shipment_id
            and earlier.state = 'pending' and earlier.position < notices.position)
      order by notices.position limit ${limit} for update of notices skip locked
    ), claimed as (
      update notices set leased_until = now() + ${LEASE}::interval, attempts = attempts + 1
      from due where notices.id = due.id returning notices.*, uncertain
    )
    select claimed.id, claimed.milestone, claimed.kind, claimed.content, claimed.created_at as "createdAt",
      claimed.rule_id as "ruleId", claimed.shipment_id as "shipmentId", claimed.attempts,
      uncertain as "mayBeSent", rule.name as "ruleName", channel, target, target_key as "targetKey", encrypted, told.external_ref as "inReplyTo",
      (select reason from suppressions where suppressions.target_key = rule.target_key
        and (suppressions.rule_id is null or suppressions.rule_id = rule.id) order by created_at limit 1) as suppression
    from claimed join notification_rules as rule on rule.id = claimed.rule_id
    left join notices as told on claimed.kind = 'corrected' and told.kind = 'told'
      and (told.rule_id, told.subject_id, told.milestone, told.generation)
        = (claimed.rule_id, claimed.subject_id, claimed.milestone, claimed.generation)
    order by claimed.position`;
}
