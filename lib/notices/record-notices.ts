import type { Transaction } from '#db/client.ts';
import type { NoticeSchedule } from '#lib/model/notice-schedule.ts';
import type { Effect } from '#lib/projections/apply.ts';
import type { Fetched } from '#lib/reconcile/drift.ts';
import type { StoredNotice } from './decide.ts';
import { decideForRule, type MilestoneRule, matters } from './decide-for-rule.ts';
import { shipmentChanges } from './shipment-changes.ts';
import { contentOf, loadSubjects, type NoticeSubject, timesOf } from './subjects.ts';
import { writeDecisions } from './write-decisions.ts';

type Rule = MilestoneRule & Pick<NoticeSchedule, 'cadence' | 'timeZone'> & { id: string };

type NoticeRow = StoredNotice & { ruleId: string; subjectId: string };

/**
 * Writes the notices that follow from the effects of a transaction: a shipment departed, arrived or was delivered, or that
 * was withdrawn. Their shipments are locked by the caller, so that one is decided about after the other. Without a rule, or without
 * an effect that matters, it costs one query or none.
 */
export async function recordNotices(
  tx: Transaction,
  { effects, fetched }: { effects: readonly Effect[]; fetched: ReadonlyMap<string, Fetched> },
): Promise<void> {
  const changes = shipmentChanges(effects, (eventId) => fetched.get(eventId)?.by.scope === 'initial');
  if (changes.size === 0) return;
  const rules = await tx<Rule[]>`
    select id, milestones, customer, provider, shipment_id as "shipmentId", cadence, time_zone as "timeZone"
    from notification_rules
    where enabled and removed_at is null and trigger = 'milestone'
      and (shipment_id is null or shipment_id = any(${[...changes.keys()]}::uuid[]))`;
  if (rules.length === 0) return;
  const loaded = await loadSubjects(tx, [...changes.keys()]);
  const changed = loaded.flatMap((subject) => {
    const change = changes.get(subject.id);
    return change && matters(subject, change) ? [{ subject, change }] : [];
  });
  if (changed.length === 0) return;
  const stored = await loadNotices(
    tx,
    rules,
    changed.map(({ subject }) => subject),
  );
  const decisions = changed.flatMap(({ subject, change }) => {
    const shipment = { ...subject, times: timesOf(subject) };
    const concerned = rules.filter(({ shipmentId }) => shipmentId === null || shipmentId === subject.id);
    return concerned.map((rule) => {
      const notices = stored.get(`${rule.id} ${subject.id}`) ?? [];
      return { rule, subject, decision: decideForRule(rule, shipment, change, notices) };
    });
  });
  await writeDecisions(tx, decisions, contentOf);
}

async function loadNotices(
  tx: Transaction,
  rules: readonly Rule[],
  subjects: readonly NoticeSubject[],
): Promise<Map<string, NoticeRow[]>> {
  const rows = await tx<NoticeRow[]>`
    select id, rule_id as "ruleId", subject_id as "subjectId", milestone, generation, kind, state,
      leased_until is not null as "mayBeSent", withdrawn_at is not null as "isWithdrawn"
    from notices
    where rule_id = any(${rules.map(({ id }) => id)}::uuid[]) and subject_id = any(${subjects.map(({ id }) => id)}::uuid[])
    order by position for update`;
  return Map.groupBy(rows, ({ ruleId, subjectId }) => `${ruleId} ${subjectId}`);
}
