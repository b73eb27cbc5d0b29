import type { Sql, Transaction } from '#db/client.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { log } from '#lib/log.ts';
import type { NoticeSender } from '#lib/model/notice.ts';
import { NOTICES_SUBJECT } from '#lib/model/notices-subject.ts';
import { senderOf } from '#lib/model/recipient.ts';
import type { ClaimedNotice } from './claim.ts';
import { lockNotices } from './lock-notices.ts';
import type { Outcome } from './outcome.ts';
import { suppressBounced } from './suppressions.ts';

/** What was sent in one message: a notice, or those of a digest. */
export type Sending = Pick<ClaimedNotice, 'channel' | 'target' | 'targetKey' | 'attempts' | 'mayBeSent'> & {
  ids: readonly string[];
  /** Whether it is known when its recipient opens it; by default it is not. */
  isOpenable?: boolean;
};

/** Pause after the first attempt; doubles with each. */
const RETRY_SECONDS = 15;
const MAX_RETRY_SECONDS = 3_600;
/** With these pauses the last attempt is a day after the first. */
const MAX_ATTEMPTS = 32;

const MAX_REASON = 500;

/** Records what came of an attempt. */
export async function recordOutcome(sql: Sql, sending: Sending, outcome: Outcome): Promise<void> {
  const { ids, channel, attempts } = sending;
  if (outcome.result !== 'sent') {
    const { result, reason } = outcome;
    log.warn({ notices: ids.length, notice: ids[0], channel, attempts, result, reason }, 'notice not sent');
  }
  await sql.begin(async (tx) => {
    await lockNotices(tx, tx`id = any(${[...ids]}::uuid[])`);
    if (outcome.result === 'sent') return recordSent(tx, sending, outcome.externalRef);
    const reason = outcome.reason.slice(0, MAX_REASON);
    if (outcome.result === 'stopped') await stopSender(tx, senderOf(sending), reason);
    if (outcome.result === 'failed' && outcome.isBounce) await suppressBounced(tx, sending, reason);
    const mayBeSent = sending.mayBeSent || (outcome.result === 'retry' && outcome.mayBeSent);
    if (!mayBeSent) await cancelWithdrawn(tx, ids, reason);
    if (outcome.result === 'suppressed') return recordSuppressed(tx, ids, reason);
    if (outcome.result === 'stopped') return recordStopped(tx, ids, reason, mayBeSent);
    if (outcome.result === 'failed' || attempts >= MAX_ATTEMPTS) return recordFailed(tx, ids, reason);
    await recordRetry(tx, sending, { ...outcome, reason, mayBeSent });
  });
}

/** Open pages learn of one that is shown in the application. */
async function recordSent(
  tx: Transaction,
  { ids, channel, isOpenable = false }: Sending,
  externalRef: string | null,
): Promise<void> {
  if (channel === 'app') await notifyChanged(tx, [NOTICES_SUBJECT]);
  await tx`
    update notices set state = 'sent', sent_at = now(), external_ref = ${externalRef}, last_error = null, leased_until = null,
      is_openable = ${isOpenable}
    where id = any(${[...ids]}::uuid[])`;
}

async function recordFailed(tx: Transaction, ids: Sending['ids'], reason: string): Promise<void> {
  await tx`
    update notices set state = 'failed', last_error = ${reason}, leased_until = null
    where id = any(${[...ids]}::uuid[]) and state = 'pending'`;
}

/** Nothing was sent, so no attempt is counted. */
async function recordSuppressed(tx: Transaction, ids: Sending['ids'], reason: string): Promise<void> {
  await tx`
    update notices set state = 'suppressed', attempts = attempts - 1, last_error = ${reason}, leased_until = null
    where id = any(${[...ids]}::uuid[]) and state = 'pending'`;
}

/**
 * `afterSeconds` holds all notices of the target, also those that are written meanwhile. A lease that has ended remains where the
 * message may have been sent, and so does its digest, which is then sent again as it was.
 */
async function recordRetry(
  tx: Transaction,
  { ids, attempts, targetKey }: Sending,
  { reason, afterSeconds, mayBeSent }: Extract<Outcome, { result: 'retry' }>,
): Promise<void> {
  const pause = afterSeconds ?? Math.min(RETRY_SECONDS * 2 ** (attempts - 1), MAX_RETRY_SECONDS);
  await tx`
    update notices set not_before = now() + ${`${pause} seconds`}::interval, last_error = ${reason},
      leased_until = case when ${mayBeSent} then now() end, digest_id = case when ${mayBeSent} then digest_id end
    where id = any(${[...ids]}::uuid[]) and state = 'pending'`;
  if (afterSeconds === undefined) return;
  await tx`
    update rule_recipients set held_until = greatest(held_until, now() + ${`${afterSeconds} seconds`}::interval)
    where target_key = ${targetKey}`;
}

/** The notice stays pending, and the attempt is not counted: it is not its fault. */
async function recordStopped(tx: Transaction, ids: Sending['ids'], reason: string, mayBeSent: boolean): Promise<void> {
  await tx`
    update notices set attempts = attempts - 1, last_error = ${reason}, leased_until = case when ${mayBeSent} then now() end,
      digest_id = case when ${mayBeSent} then digest_id end
    where id = any(${[...ids]}::uuid[]) and state = 'pending'`;
}

async function stopSender(tx: Transaction, sender: NoticeSender, reason: string): Promise<void> {
  await tx`
    insert into stopped_channels (channel, reason, stopped_at) values (${sender}, ${reason}, now())
    on conflict (channel) do update set reason = excluded.reason`;
}

/** Cancels notices that were withdrawn while they were being sent in vain, with their corrections: nobody was told. */
async function cancelWithdrawn(tx: Transaction, ids: Sending['ids'], reason: string): Promise<void> {
  const cancelled = await tx<{ id: string }[]>`
    update notices set state = 'cancelled', last_error = ${reason}, leased_until = null
    where id = any(${[...ids]}::uuid[]) and kind = 'told' and state = 'pending' and withdrawn_at is not null
    returning id`;
  if (cancelled.length === 0) return;
  await tx`
    update notices set state = 'cancelled' from notices as told
    where told.id = any(${cancelled.map(({ id }) => id)}::uuid[])
      and notices.kind = 'corrected' and notices.state = 'pending'
      and (notices.recipient_id, notices.subject_id, notices.milestone, notices.generation)
        = (told.recipient_id, told.subject_id, told.milestone, told.generation)`;
}
