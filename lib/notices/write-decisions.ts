import type { Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import type { NoticeContent, NoticeKind, NoticeMilestone } from '#lib/model/notice.ts';
import { type NoticeSchedule, nextDigestAt } from '#lib/model/notice-schedule.ts';
import type { Decision } from './decide.ts';

type Recipient = Pick<NoticeSchedule, 'cadence' | 'timeZone'> & { id: string };
type Decided<Subject extends { id: string }> = { recipient: Recipient; subject: Subject; decision: Decision };

type NewNotice = {
  recipientId: string;
  subjectId: string;
  shipmentId: string;
  milestone: NoticeMilestone;
  generation: number;
  kind: NoticeKind;
  content: NoticeContent;
  /** When its digest is due; null for one that is sent at once. */
  digestAt: string | null;
};

/** Writes decisions in the caller's transaction; corrections come before what is told instead. */
export async function writeDecisions<Subject extends { id: string }>(
  tx: Transaction,
  decided: readonly Decided<Subject>[],
  contentOf: (subject: Subject, milestone: NoticeMilestone) => NoticeContent,
): Promise<void> {
  const idsOf = (key: 'withdraw' | 'correct' | 'restore') =>
    decided.flatMap(({ decision }) => decision[key].map(({ id }) => id));
  await withdraw(tx, [...idsOf('withdraw'), ...idsOf('correct')], idsOf('withdraw'));
  await restore(tx, idsOf('restore'));
  const at = now();
  const fresh = decided.flatMap(({ recipient, subject, decision }): NewNotice[] => {
    const noticeOf = (
      kind: NoticeKind,
      { milestone, generation }: { milestone: NoticeMilestone; generation: number },
    ) => ({
      ...{ recipientId: recipient.id, subjectId: subject.id, shipmentId: subject.id, milestone, generation, kind },
      content: contentOf(subject, milestone),
      digestAt: nextDigestAt(recipient, at),
    });
    const corrections = decision.correct.toReversed().map((told) => noticeOf('corrected', told));
    return decision.tell ? [...corrections, noticeOf('told', decision.tell)] : corrections;
  });
  await insert(tx, fresh);
}

/** Marks notices as withdrawn; of those in `unsent` the pending ones are cancelled. */
async function withdraw(tx: Transaction, ids: readonly string[], unsent: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update notices set withdrawn_at = now(),
      state = case when state = 'pending' and id = any(${[...unsent]}::uuid[]) then 'cancelled' else state end
    where id = any(${[...ids]}::uuid[])`;
}

/** Lets notices stand again, and cancels their corrections. */
async function restore(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update notices set state = 'cancelled' from notices as told
    where told.id = any(${[...ids]}::uuid[]) and notices.kind = 'corrected'
      and (notices.recipient_id, notices.subject_id, notices.milestone, notices.generation)
        = (told.recipient_id, told.subject_id, told.milestone, told.generation)`;
  await tx`update notices set withdrawn_at = null where id = any(${[...ids]}::uuid[])`;
}

/** Inserts notices in this order. A correction that was cancelled before is due again. */
async function insert(tx: Transaction, fresh: readonly NewNotice[]): Promise<void> {
  if (fresh.length === 0) return;
  await tx`
    insert into notices (recipient_id, subject_id, shipment_id, milestone, generation, kind, content, in_digest, not_before, created_at)
    select "recipientId", "subjectId", "shipmentId", milestone, generation, kind, content,
      "digestAt" is not null, coalesce("digestAt", now()), now()
    from json_to_recordset(${JSON.stringify(fresh.map((one, at) => ({ ...one, at })))}::text::json)
      as given("recipientId" uuid, "subjectId" uuid, "shipmentId" uuid, milestone text, generation int, kind text, content json,
        "digestAt" timestamptz, at int)
    order by at
    on conflict on constraint notices_once do update
      set state = 'pending', content = excluded.content, in_digest = excluded.in_digest, digest_id = null,
        not_before = excluded.not_before, attempts = 0, last_error = null`;
}
