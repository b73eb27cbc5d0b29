import { randomUUID } from 'node:crypto';
import type { Sql, Transaction } from '#db/client.ts';
import type { NoticeChannel, NoticeFacts } from '#lib/model/notice.ts';
import { type ClaimedNotice, firstNotice, LEASE } from './claim.ts';
import { freshenNotices } from './exceptions/freshen-notices.ts';
import { isNotMuted } from './exceptions/silent-source.ts';
import { superseded } from './furthest-notices.ts';
import { matches, type RuleFilter } from './rule-filter.ts';
import { senderOfRecipient } from './sender.ts';
import { loadSubjects } from './subjects.ts';

/** A digest that this process is to send: one message for notices of one recipient, in the order in which they were written. */
export type ClaimedDigest = Recipient &
  Pick<ClaimedNotice, 'id' | 'recipientId' | 'attempts' | 'mayBeSent'> & { notices: DigestNotice[] };

type Recipient = Pick<ClaimedNotice, 'ruleName' | 'channel' | 'target' | 'targetKey' | 'encrypted' | 'suppression'>;

/** A notice within a digest. */
export type DigestNotice = NoticeFacts &
  Pick<ClaimedNotice, 'id' | 'shipmentId' | 'createdAt' | 'attempts' | 'inReplyTo'>;

type Rule = RuleFilter & Recipient & { id: string };
type Row = DigestNotice &
  Pick<ClaimedNotice, 'recipientId' | 'exceptionType' | 'mayBeSent'> & { digestId: string | null };

/** A transaction that began before a digest was due may write a notice of it shortly after. */
const GRACE = '10 seconds';

/**
 * Upper bound of one digest, for the memory of the process, and for the body that a program has to accept; what is beyond it is the next
 * digest.
 */
const maxNotices = (channel: NoticeChannel) => (channel === 'webhook' ? 500 : 5_000);

/**
 * Claims the next digest that is due on some channels, and leases its notices to the caller; null if none is due. One that may have
 * been sent is claimed as it was. A recipient has one digest at a time, and one in `quiet` none.
 */
export async function claimDigest(
  sql: Sql,
  channels: readonly NoticeChannel[],
  quiet: readonly string[],
): Promise<ClaimedDigest | null> {
  for (;;) {
    const claimed = await sql.begin(async (tx) => {
      const rule = await nextRule(tx, channels, quiet);
      return rule && claimOf(tx, rule);
    });
    // Of another one nothing was left to tell.
    if (claimed === null || claimed.notices.length > 0) return claimed;
  }
}

async function nextRule(
  tx: Transaction,
  channels: readonly NoticeChannel[],
  quiet: readonly string[],
): Promise<Rule | null> {
  const [rule] = await tx<Rule[]>`
    select recipient.id, customer, provider, shipment_id as "shipmentId", name as "ruleName", channel, target, target_key as "targetKey",
      encrypted, (select reason from suppressions where suppressions.target_key = recipient.target_key
        and (suppressions.rule_id is null or suppressions.rule_id = rule.id) order by created_at limit 1) as suppression
    from rule_recipients as recipient join notification_rules as rule on rule.id = recipient.rule_id
    where channel = any(${[...channels]}::text[]) and enabled and rule.removed_at is null and recipient.removed_at is null
      and recipient.id <> all(${[...quiet]}::uuid[])
      and coalesce(held_until, '-infinity') <= now()
      and not exists (select from stopped_channels as stopped where stopped.channel = ${senderOfRecipient(tx)})
      and exists (
        select from notices where recipient_id = recipient.id and state = 'pending' and in_digest and not_before <= now() - ${GRACE}::interval
          and ${isNotMuted(tx)})
      -- What is being sent, or may have been sent, comes first.
      and not exists (
        select from notices where recipient_id = recipient.id and state = 'pending' and leased_until is not null
          and (not in_digest or leased_until > now() or not_before > now()::timestamptz(3)))
    -- A rule that is being changed is left to the next round.
    order by recipient.id limit 1 for no key update of recipient skip locked for share of rule skip locked`;
  return rule ?? null;
}

async function claimOf(tx: Transaction, { id: recipientId, ...rule }: Rule): Promise<ClaimedDigest> {
  const of = { recipientId, channel: rule.channel };
  const sent = await dueNotices(tx, of, true);
  const fresh =
    sent.length > 0 ? [] : await leaveOut(tx, rule, await freshenNotices(tx, await dueNotices(tx, of, false)));
  const notices = sent.length > 0 ? sent.filter(({ digestId }) => digestId === sent[0]?.digestId) : fresh;
  const id = sent[0]?.digestId ?? randomUUID();
  const attempts = 1 + Math.max(0, ...notices.map((one) => one.attempts));
  await tx`
    update notices set digest_id = ${id}, attempts = ${attempts}, leased_until = now() + ${LEASE}::interval
    where id = any(${notices.map((one) => one.id)}::uuid[])`;
  return { ...rule, id, recipientId, notices, attempts, mayBeSent: sent.length > 0 };
}

/**
 * Waits for transactions that withdraw some of them. Those that another process leased after the rule was chosen, and before it was
 * locked, are not due any more.
 */
function dueNotices(
  tx: Transaction,
  { recipientId, channel }: Pick<ClaimedNotice, 'recipientId' | 'channel'>,
  mayBeSent: boolean,
): Promise<Row[]> {
  return tx<Row[]>`
    select id, digest_id as "digestId", recipient_id as "recipientId", shipment_id as "shipmentId", milestone, exception_type as "exceptionType",
      kind, content, created_at as "createdAt", attempts, digest_id is not null as "mayBeSent", coalesce((select external_ref from (${firstNotice(tx, 'notices')}) as first), (
      select external_ref from notices as told
      where notices.kind = 'corrected' and told.kind = 'told'
        and (told.recipient_id, told.subject_id, told.milestone, told.generation)
          = (notices.recipient_id, notices.subject_id, notices.milestone, notices.generation))) as "inReplyTo"
    from notices
    where recipient_id = ${recipientId} and state = 'pending' and in_digest and (digest_id is not null) = ${mayBeSent}
      and not_before <= now() - case when ${mayBeSent} then interval '0' else ${GRACE}::interval end
      and (${mayBeSent} or ${isNotMuted(tx)}) and coalesce(leased_until, '-infinity') <= now()
    order by position limit ${maxNotices(channel)} for update`;
}

/**
 * Cancels the notices that are out of date when the digest is written, and returns the others: of a shipment only the furthest milestone
 * is told, as if all had been reported at once, and nothing of one that does not match the filter any more.
 */
async function leaveOut(tx: Transaction, rule: RuleFilter, notices: readonly Row[]): Promise<Row[]> {
  const strangers = rule.customer === null ? [] : await unmatched(tx, rule, notices);
  const late = superseded(notices.filter((one) => !strangers.includes(one)));
  await cancel(tx, strangers, 'The shipment does not match the rule any more.');
  await cancel(tx, late, 'The digest tells of a later milestone.');
  const omitted = new Set([...strangers, ...late]);
  return notices.filter((one) => !omitted.has(one));
}

async function unmatched(tx: Transaction, rule: RuleFilter, notices: readonly Row[]): Promise<Row[]> {
  const told = notices.filter(({ kind }) => kind === 'told');
  const subjects = await loadSubjects(tx, [...new Set(told.flatMap(({ shipmentId }) => shipmentId ?? []))]);
  const matching = subjects.filter((one) => matches(rule, one, [one.customer, ...one.parties]));
  const ids = new Set(matching.map(({ id }) => id));
  return told.filter(({ shipmentId }) => !ids.has(shipmentId ?? ''));
}

async function cancel(tx: Transaction, notices: readonly Row[], reason: string): Promise<void> {
  if (notices.length === 0) return;
  await tx`
    update notices set state = 'cancelled', last_error = ${reason} where id = any(${notices.map(({ id }) => id)}::uuid[])`;
}
