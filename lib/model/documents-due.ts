import { type CheckedDocument, checkDocuments, isDueByArrival, type Trade, tradeOf } from './checklist.ts';
import type { Classifier, MilestoneCode, TimeFlag } from './milestone.ts';
import type { Place } from './place.ts';
import type { PROGRESS_STEPS, Progress, Stage } from './shipment.ts';

type Ends = {
  mode: string | null;
  origin: Place | null;
  portOfLoading: Place | null;
  portOfDischarge: Place | null;
  destination: Place | null;
};

/** The state of a shipment by which its documents are due. */
export type CheckedShipment = Ends & { status: Stage; progress: Progress };

/** A milestone of a shipment, as far as a due step depends on it. */
export type CheckedMilestone = {
  code: MilestoneCode;
  classifier: Classifier;
  standing: 'current' | 'superseded' | 'retracted';
  flag: TimeFlag | null;
};

/** Whether a shipment crosses a customs border. */
export function tradeOfShipment({ mode, origin, portOfLoading, portOfDischarge, destination }: Ends): Trade {
  const [from, to] = [origin?.country ?? portOfLoading?.country, destination?.country ?? portOfDischarge?.country];
  return tradeOf(mode, from ?? null, to ?? null);
}

/** The last completed step of the whole shipment, by its status and by its progress steps. */
const BY_STATUS: Partial<Record<Stage, MilestoneCode>> = {
  in_transit: 'DEPARTED',
  arrived: 'ARRIVED',
  delivering: 'OUT_FOR_DELIVERY',
  at_destination: 'OUT_FOR_DELIVERY',
  delivered: 'DELIVERED',
};
const BY_PROGRESS_STEP: Partial<Record<(typeof PROGRESS_STEPS)[number], MilestoneCode>> = {
  departed: 'DEPARTED',
  arrived: 'ARRIVED',
  delivering: 'OUT_FOR_DELIVERY',
  delivered: 'DELIVERED',
};
/** Due steps for which a single reported milestone is enough; no other milestone completes one. */
export const REPORTED_DUE_STEPS: readonly MilestoneCode[] = ['PICKED_UP', 'CUSTOMS_RELEASED'];

/** The due steps that the whole shipment has completed; the haul to the port, or the milestone of one container, completes none. */
export function happenedOf(
  { status, progress }: Pick<CheckedShipment, 'status' | 'progress'>,
  timeline: readonly CheckedMilestone[],
): Set<MilestoneCode> {
  const facts = timeline.filter(
    ({ classifier, standing, flag, code }) =>
      classifier === 'ACT' && standing === 'current' && !flag && REPORTED_DUE_STEPS.includes(code),
  );
  const fromProgress = progress.filter(({ state }) => state === 'done').map(({ step }) => BY_PROGRESS_STEP[step]);
  const known = [BY_STATUS[status], ...fromProgress, ...facts.map(({ code }) => code)];
  return new Set(known.filter((code) => code !== undefined));
}

/**
 * The required documents of a shipment with their state, and its other documents. Of the timeline only `REPORTED_DUE_STEPS` are
 * needed.
 */
export function checkShipment<Document extends { type: string }>(
  shipment: CheckedShipment,
  timeline: readonly CheckedMilestone[],
  documents: readonly Document[],
): { required: CheckedDocument<Document>[]; others: Document[] } {
  return checkDocuments(shipment.mode, happenedOf(shipment, timeline), documents, tradeOfShipment(shipment));
}

/** A document that a shipment lacks. missing: its due step has happened; expected: it is due by the arrival. */
export type LackingDocument = { key: string; label: string; by: MilestoneCode; state: 'missing' | 'expected' };

/** The documents that a shipment lacks for its arrival. */
export function lackingForArrival(required: readonly CheckedDocument<unknown>[]): LackingDocument[] {
  return required.flatMap(({ key, label, by, state }) =>
    state !== 'present' && isDueByArrival(by) ? [{ key, label, by, state }] : [],
  );
}
