import type { Transaction } from '#db/client.ts';
import type { Effect } from '#lib/projections/record-effects.ts';
import type { Fetched } from '#lib/reconcile/drift.ts';
import type { StoredNotice } from './decide.ts';
import { decideForRule, matters } from './decide-for-rule.ts';
import { loadMilestoneRecipients, type MilestoneRecipient } from './milestone-recipients.ts';
import { shipmentChanges } from './shipment-changes.ts';
import { contentOf, loadSubjects, type NoticeSubject, timesOf } from './subjects.ts';
import { writeDecisions } from './write-decisions.ts';

type NoticeRow = StoredNotice & { recipientId: string; subjectId: string };

/**
 * Writes the notices that follow from the effects of a transaction: a shipment departed, arrived or was delivered, or that
 * was withdrawn. Their shipments are locked by the caller, so that one is decided about after the other. Without recipients, or without
 * an effect that matters, it costs one query or none.
 */
export async function recordNotices(
  tx: Transaction,
  { effects, fetched }: { effects: readonly Effect[]; fetched: ReadonlyMap<string, Fetched> },
): Promise<void> {
  const changes = shipmentChanges(effects, (eventId) => fetched.get(eventId)?.by.scope === 'initial');
  if (changes.size === 0) return;
  const recipients = await loadMilestoneRecipients(tx, [...changes.keys()]);
  if (recipients.length === 0) return;
  const loaded = await loadSubjects(tx, [...changes.keys()]);
  const changed = loaded.flatMap((subject) => {
    const change = changes.get(subject.id);
    return change && matters(subject, change) ? [{ subject, change }] : [];
  });
  if (changed.length === 0) return;
  const stored = await loadNotices(
    tx,
    recipients,
    changed.map(({ subject }) => subject),
  );
  const decisions = changed.flatMap(({ subject, change }) => {
    const shipment = { ...subject, times: timesOf(subject) };
    return recipients.filter(mayConcern(subject.id)).map((recipient) => {
      const notices = stored.get(`${recipient.id} ${subject.id}`) ?? [];
      return { recipient, subject, decision: decideForRule(recipient, shipment, change, notices) };
    });
  });
  await writeDecisions(tx, decisions, contentOf);
}

/** Whom a shipment may concern, whatever its customer is now: those who were told of it are told corrections. */
function mayConcern(id: string): (recipient: MilestoneRecipient) => boolean {
  return ({ filters }) => filters.some(({ shipmentId }) => shipmentId === null || shipmentId === id);
}

async function loadNotices(
  tx: Transaction,
  recipients: readonly MilestoneRecipient[],
  subjects: readonly NoticeSubject[],
): Promise<Map<string, NoticeRow[]>> {
  const rows = await tx<NoticeRow[]>`
    select id, recipient_id as "recipientId", subject_id as "subjectId", milestone, generation, kind, state,
      leased_until is not null as "mayBeSent", withdrawn_at is not null as "isWithdrawn"
    from notices
    where recipient_id = any(${recipients.map(({ id }) => id)}::uuid[]) and subject_id = any(${subjects.map(({ id }) => id)}::uuid[])
    order by position for update`;
  return Map.groupBy(rows, ({ recipientId, subjectId }) => `${recipientId} ${subjectId}`);
}
