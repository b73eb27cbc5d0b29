import type { Sql, Transaction } from '#db/client.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { log } from '#lib/log.ts';
import type { NoticeChannel } from '#lib/model/notice.ts';
import { NOTICES_SUBJECT } from '#lib/model/notices-subject.ts';
import type { ClaimedNotice } from './claim.ts';
import type { Outcome } from './outcome.ts';
import { suppressBounced } from './suppressions.ts';

/** Pause after the first attempt; doubles with each. */
const RETRY_SECONDS = 15;
const MAX_RETRY_SECONDS = 3_600;
/** With these pauses the last attempt is a day after the first. */
const MAX_ATTEMPTS = 32;

const MAX_REASON = 500;

/** Records what came of an attempt. */
export async function recordOutcome(sql: Sql, notice: ClaimedNotice, outcome: Outcome): Promise<void> {
  const { id, channel, attempts } = notice;
  if (outcome.result !== 'sent') {
    const { result, reason } = outcome;
    log.warn({ notice: id, channel, attempts, result, reason }, 'notice not sent');
  }
  await sql.begin(async (tx) => {
    if (outcome.result === 'sent') return recordSent(tx, notice, outcome.externalRef);
    const reason = outcome.reason.slice(0, MAX_REASON);
    if (outcome.result === 'stopped') await stopChannel(tx, channel, reason);
    if (outcome.result === 'failed' && outcome.isBounce) await suppressBounced(tx, notice, reason);
    const mayBeSent = notice.mayBeSent || (outcome.result === 'retry' && outcome.mayBeSent);
    if (!mayBeSent && (await cancelWithdrawn(tx, id, reason))) return;
    if (outcome.result === 'suppressed') return recordSuppressed(tx, id, reason);
    if (outcome.result === 'stopped') return recordStopped(tx, id, reason, mayBeSent);
    if (outcome.result === 'failed' || attempts >= MAX_ATTEMPTS) return recordFailed(tx, id, reason);
    await recordRetry(tx, notice, { ...outcome, reason, mayBeSent });
  });
}

/** Open pages learn of one that is shown in the application. */
async function recordSent(tx: Transaction, { id, channel }: ClaimedNotice, externalRef: string | null): Promise<void> {
  if (channel === 'app') await notifyChanged(tx, [NOTICES_SUBJECT]);
  await tx`
    update notices set state = 'sent', sent_at = now(), external_ref = ${externalRef}, last_error = null, leased_until = null
    where id = ${id}`;
}

async function recordFailed(tx: Transaction, id: string, reason: string): Promise<void> {
  await tx`update notices set state = 'failed', last_error = ${reason}, leased_until = null where id = ${id} and state = 'pending'`;
}

/** Nothing was sent, so no attempt is counted. */
async function recordSuppressed(tx: Transaction, id: string, reason: string): Promise<void> {
  await tx`
    update notices set state = 'suppressed', attempts = attempts - 1, last_error = ${reason}, leased_until = null
    where id = ${id} and state = 'pending'`;
}

/**
 * `afterSeconds` holds all notices of the target, also those that are written meanwhile. A lease that has ended remains where the
 * message may have been sent.
 */
async function recordRetry(
  tx: Transaction,
  { id, attempts, targetKey }: ClaimedNotice,
  { reason, afterSeconds, mayBeSent }: Extract<Outcome, { result: 'retry' }>,
): Promise<void> {
  const pause = afterSeconds ?? Math.min(RETRY_SECONDS * 2 ** (attempts - 1), MAX_RETRY_SECONDS);
  await tx`
    update notices set not_before = now() + ${`${pause} seconds`}::interval, last_error = ${reason},
      leased_until = case when ${mayBeSent} then now() end
    where id = ${id} and state = 'pending'`;
  if (afterSeconds === undefined) return;
  await tx`
    update notification_rules set held_until = greatest(held_until, now() + ${`${afterSeconds} seconds`}::interval)
    where target_key = ${targetKey}`;
}

/** The notice stays pending, and the attempt is not counted: it is not its fault. */
async function recordStopped(tx: Transaction, id: string, reason: string, mayBeSent: boolean): Promise<void> {
  await tx`
    update notices set attempts = attempts - 1, last_error = ${reason}, leased_until = case when ${mayBeSent} then now() end
    where id = ${id} and state = 'pending'`;
}

async function stopChannel(tx: Transaction, channel: NoticeChannel, reason: string): Promise<void> {
  await tx`
    insert into stopped_channels (channel, reason, stopped_at) values (${channel}, ${reason}, now())
    on conflict (channel) do update set reason = excluded.reason`;
}

/** Cancels a notice that was withdrawn while it was being sent in vain, with its correction: nobody was told. */
async function cancelWithdrawn(tx: Transaction, id: string, reason: string): Promise<boolean> {
  const { count } = await tx`
    update notices set state = 'cancelled', last_error = ${reason}, leased_until = null
    where id = ${id} and kind = 'told' and state = 'pending' and withdrawn_at is not null`;
  if (count === 0) return false;
  await tx`
    update notices set state = 'cancelled' from notices as told
    where told.id = ${id} and notices.kind = 'corrected' and notices.state = 'pending'
      and (notices.rule_id, notices.shipment_id, notices.milestone, notices.generation)
        = (told.rule_id, told.shipment_id, told.milestone, told.generation)`;
  return true;
}
