import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { ClaimHistory } from './ledger.ts';

/** The claim histories of one milestone, by slot. */
export type MilestoneGroup = {
  code: MilestoneCode;
  leg: string;
  container: string;
  instance: string;
  slots: Map<string, ClaimHistory[]>;
  /** The slots of which a value was stated for the leg itself, not for the shipment. */
  ofLeg: Set<string>;
};
