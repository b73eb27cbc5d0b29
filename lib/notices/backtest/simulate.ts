import type { NoticeKind, NoticeMilestone } from '#lib/model/notice.ts';
import { type NoticeSchedule, nextDigestAt, quietEnd } from '#lib/model/notice-schedule.ts';
import type { Decision, StoredNotice } from '../decide.ts';
import { type DecidedShipment, decideForRule, type MilestoneRule, matters } from '../decide-for-rule.ts';
import { superseded } from '../furthest-notices.ts';
import { matches, type RuleFilter } from '../rule-filter.ts';
import type { PastBatch } from './past-batches.ts';

/** A rule as it is tested. */
export type TestedRule = Pick<MilestoneRule, 'milestones'> & RuleFilter & NoticeSchedule;

/** A notice that a rule would have sent. */
export type PastNotice = { shipmentId: string; milestone: NoticeMilestone; kind: NoticeKind; sentAt: string };

type Simulated = StoredNotice & {
  shipmentId: string;
  /** When its digest is due, or when it was written. */
  dueAt: string;
  sentAt: string | null;
};

/**
 * The notices that a rule would have sent of a shipment until an instant, if it had been enabled before the first batch and every message
 * had been sent when it was due. They are decided by the functions that decide when a batch is processed and a digest is sent.
 */
export function simulate(rule: TestedRule, batches: readonly PastBatch[], until: string): PastNotice[] {
  const notices: Simulated[] = [];
  let last: DecidedShipment | null = null;
  for (const { at, change, shipment } of batches) {
    if (last) sendUntil(rule, notices, last, at);
    last = shipment;
    if (change && matters(shipment, change)) {
      const dueAt = nextDigestAt(rule, at) ?? at;
      apply(notices, decideForRule({ ...rule, filters: [rule] }, shipment, change, notices), {
        shipmentId: shipment.id,
        dueAt,
      });
    }
  }
  if (last) sendUntil(rule, notices, last, until);
  return notices.flatMap(({ shipmentId, milestone, kind, sentAt }) =>
    sentAt === null ? [] : [{ shipmentId, milestone, kind, sentAt }],
  );
}

/** As `writeDecisions` does with stored notices. */
function apply(notices: Simulated[], decision: Decision, common: Pick<Simulated, 'shipmentId' | 'dueAt'>): void {
  const find = ({ milestone, generation }: Pick<StoredNotice, 'milestone' | 'generation'>, kind: NoticeKind) =>
    notices.find((one) => one.milestone === milestone && one.generation === generation && one.kind === kind);
  const write = (of: Pick<StoredNotice, 'milestone' | 'generation'>, kind: NoticeKind) => {
    const { milestone, generation } = of;
    const unsent = { state: 'pending' as const, mayBeSent: false, isWithdrawn: false, sentAt: null };
    const notice = { id: `${milestone} ${generation} ${kind}`, milestone, generation, kind, ...unsent, ...common };
    const known = find(of, kind);
    if (known) Object.assign(known, notice);
    else notices.push(notice);
  };
  const update = (of: StoredNotice, kind: NoticeKind, values: Partial<Simulated>) => {
    Object.assign(find(of, kind) ?? {}, values);
  };
  for (const told of decision.withdraw)
    update(told, 'told', { isWithdrawn: true, state: told.state === 'pending' ? 'cancelled' : told.state });
  for (const told of decision.correct) update(told, 'told', { isWithdrawn: true });
  for (const told of decision.restore) {
    update(told, 'corrected', { state: 'cancelled' });
    update(told, 'told', { isWithdrawn: false });
  }
  for (const told of decision.correct.toReversed()) write(told, 'corrected');
  if (decision.tell) write(decision.tell, 'told');
}

/** Sends what is due by an instant. */
function sendUntil(rule: TestedRule, notices: readonly Simulated[], shipment: DecidedShipment, until: string): void {
  const sendingAt = ({ dueAt }: Simulated) => quietEnd(rule, dueAt) ?? dueAt;
  for (;;) {
    const due = notices.filter((one) => one.state === 'pending' && sendingAt(one) <= until);
    const at = due.map(sendingAt).sort()[0];
    if (at === undefined) return;
    const digest = due.filter((one) => sendingAt(one) === at);
    const omitted = rule.cadence === 'at_once' ? [] : outOfDate(rule, digest, shipment);
    for (const one of digest)
      Object.assign(one, omitted.includes(one) ? { state: 'cancelled' } : { state: 'sent', sentAt: at });
  }
}

/** As `claimDigest` leaves them out. */
function outOfDate(rule: TestedRule, digest: readonly Simulated[], shipment: DecidedShipment): Simulated[] {
  const isMatched = matches(rule, shipment, [shipment.customer, ...shipment.parties]);
  return isMatched ? superseded(digest) : digest.filter(({ kind }) => kind === 'told');
}
