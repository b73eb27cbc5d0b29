import { sql } from 'drizzle-orm';
import type { NoticeChannel } from '#lib/model/notice.ts';
import type { Database } from '../client.ts';

/** The notices of a channel that need attention. */
export type ChannelHealth = {
  channel: NoticeChannel;
  /** Those that wait to be sent, also for a digest or the end of quiet hours. */
  pending: number;
  /** Those of the last 7 days that could not be sent. */
  failed: number;
  /** Of Slack also if only its bot is stopped. */
  isStopped: boolean;
};

/** The health of each channel that a rule uses. */
export async function noticeHealth(db: Database): Promise<ChannelHealth[]> {
  const rows = await db.execute<ChannelHealth>(sql`
    with waiting as (
      -- Two conditions, as the two indexes of pending notices have them.
      select recipient_id, count(*)::int as count from notices where state = 'pending' and in_digest group by 1
      union all select recipient_id, count(*)::int from notices where state = 'pending' and not in_digest group by 1
    ), refused as (
      select recipient_id, count(*)::int as count from notices
      where state = 'failed' and created_at >= now() - interval '7 days' group by 1
    )
    select channel, coalesce(sum((select sum(count) from waiting where recipient_id = recipient.id)), 0)::int as pending,
      coalesce(sum((select count from refused where recipient_id = recipient.id)), 0)::int as failed,
      exists (select from stopped_channels as stopped
        where stopped.channel = recipient.channel or (recipient.channel = 'slack' and stopped.channel = 'slack_bot')) as "isStopped"
    from rule_recipients as recipient group by channel order by channel`);
  return [...rows];
}
