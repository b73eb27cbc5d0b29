import { isRecent, type MilestoneTimes, type NoticeMilestone, reachedBy } from '#lib/model/notice.ts';
import { type Decision, decide, type StoredNotice } from './decide.ts';
import { matchesAny, type RuleFilter } from './rule-filter.ts';
import { reachedBefore, type ShipmentChange } from './shipment-changes.ts';
import type { NoticeSubject } from './subjects.ts';

/** What a rule tells of, and of which shipments. */
export type MilestoneRule = {
  milestones: readonly NoticeMilestone[];
  /** A shipment that matches one of them is told of. */
  filters: readonly RuleFilter[];
};

/** A shipment after a batch, as far as it decides what is told. */
export type DecidedShipment = Pick<NoticeSubject, 'id' | 'provider' | 'status' | 'mode' | 'customer' | 'parties'> & {
  times: MilestoneTimes;
};

/** Whether a change can decide anything: a shipment that has reached nothing, before and now, has no notices. */
export function matters(shipment: Pick<DecidedShipment, 'status' | 'mode'>, change: ShipmentChange): boolean {
  if (change.isSynchronised || reachedBy(shipment.status, shipment.mode) !== null) return true;
  return reachedBefore(change, shipment) !== null;
}

/** Decides about the notices of a recipient and shipment after a batch. Both the pipeline and the backtest of a rule do it here. */
export function decideForRule(
  rule: MilestoneRule,
  shipment: DecidedShipment,
  change: ShipmentChange,
  notices: readonly StoredNotice[],
): Decision {
  const customer = change.customer === undefined ? shipment.customer : change.customer;
  const parties = shipment.parties.filter((name) => !change.addedParties.includes(name));
  const didMatch = matchesAny(rule.filters, shipment, [customer, ...parties]);
  return decide({
    milestones: rule.milestones,
    before: didMatch ? reachedBefore(change, shipment) : null,
    reached: reachedBy(shipment.status, shipment.mode),
    tells: change.tells && matchesAny(rule.filters, shipment, [shipment.customer, ...shipment.parties]),
    isRecent: (milestone) => isRecent(shipment.times, milestone),
    notices,
  });
}
