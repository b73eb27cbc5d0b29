import type { Transaction } from '#db/client.ts';
import { type NoticeMilestone, reachedBy } from '#lib/model/notice.ts';
import type { Effect } from '#lib/projections/apply.ts';
import type { Fetched } from '#lib/reconcile/drift.ts';
import { type Decision, decide, type StoredNotice } from './decide.ts';
import { reachedBefore, type ShipmentChange, shipmentChanges } from './shipment-changes.ts';
import { contentOf, isRecent, loadSubjects, type NoticeSubject } from './subjects.ts';
import { writeDecisions } from './write-decisions.ts';

type Rule = {
  id: string;
  milestones: NoticeMilestone[];
  customer: string | null;
  provider: string | null;
  shipmentId: string | null;
};

type NoticeRow = StoredNotice & { ruleId: string; shipmentId: string };

/**
 * Writes the notices that follow from the effects of a transaction: a shipment departed, arrived or was delivered, or that
 * was withdrawn. Their shipments are locked by the caller, so that one is decided about after the other. Without a rule, or without
 * an effect that matters, it costs one query or none.
 */
export async function recordNotices(
  tx: Transaction,
  { effects, fetched }: { effects: readonly Effect[]; fetched: ReadonlyMap<string, Fetched> },
): Promise<void> {
  const changes = shipmentChanges(effects, fetched);
  if (changes.size === 0) return;
  const rules = await tx<Rule[]>`
    select id, milestones, customer, provider, shipment_id as "shipmentId" from notification_rules
    where enabled and removed_at is null`;
  if (rules.length === 0) return;
  const loaded = await loadSubjects(tx, [...changes.keys()]);
  const subjects = loaded.filter((subject) => matters(subject, changes.get(subject.id)));
  if (subjects.length === 0) return;
  const stored = await loadNotices(tx, rules, subjects);
  const decisions = subjects.flatMap((subject) => {
    const change = changes.get(subject.id);
    if (!change) return [];
    return rules.map((rule) => {
      const notices = stored.get(`${rule.id} ${subject.id}`) ?? [];
      return { rule, subject, decision: decideFor(rule, subject, change, notices) };
    });
  });
  await writeDecisions(tx, decisions, contentOf);
}

/** A shipment that has reached nothing, before and now, has no notices. */
function matters(subject: NoticeSubject, change: ShipmentChange | undefined): boolean {
  if (!change) return false;
  if (change.isSynchronised || reachedBy(subject.status, subject.mode) !== null) return true;
  return reachedBefore(change, subject) !== null;
}

async function loadNotices(
  tx: Transaction,
  rules: readonly Rule[],
  subjects: readonly NoticeSubject[],
): Promise<Map<string, NoticeRow[]>> {
  const rows = await tx<NoticeRow[]>`
    select id, rule_id as "ruleId", shipment_id as "shipmentId", milestone, generation, kind, state,
      leased_until is not null as "mayBeSent", withdrawn_at is not null as "isWithdrawn"
    from notices
    where rule_id = any(${rules.map(({ id }) => id)}::uuid[]) and shipment_id = any(${subjects.map(({ id }) => id)}::uuid[])
    order by position for update`;
  return Map.groupBy(rows, ({ ruleId, shipmentId }) => `${ruleId} ${shipmentId}`);
}

function decideFor(
  rule: Rule,
  subject: NoticeSubject,
  change: ShipmentChange,
  notices: readonly StoredNotice[],
): Decision {
  const customer = change.customer === undefined ? subject.customer : change.customer;
  const parties = subject.parties.filter((name) => !change.addedParties.includes(name));
  const didMatch = matches(rule, subject, [customer, ...parties]);
  return decide({
    milestones: rule.milestones,
    before: didMatch ? reachedBefore(change, subject) : null,
    reached: reachedBy(subject.status, subject.mode),
    tells: change.tells && matches(rule, subject, [subject.customer, ...subject.parties]),
    isRecent: (milestone) => isRecent(subject, milestone),
    notices,
  });
}

function matches(rule: Rule, { id, provider }: NoticeSubject, customers: readonly (string | null)[]): boolean {
  if (rule.shipmentId !== null && rule.shipmentId !== id) return false;
  if (rule.provider !== null && rule.provider !== provider) return false;
  return rule.customer === null || customers.some((name) => name !== null && isSameName(name, rule.customer ?? ''));
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
