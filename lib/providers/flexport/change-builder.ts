import type { Change, MilestoneChange } from '#lib/model/change.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import { referencesIn } from '#lib/model/reference.ts';
import type { ReferenceType } from '#lib/model/shipment.ts';
import { momentOf } from './read.ts';

/**
 * What one event says of one shipment, while it is being put together. All facts of an event have the same age, so it
 * must not say two things of one value: what it names stands before what its snapshots say.
 */
export type ChangeBuilder = {
  shipment: string;
  changes: Change[];
  /** The milestones that the event itself names. */
  named: MilestoneChange[];
  /** What was taken from a snapshot before: the same thing may be in an event twice. */
  seen: Set<string>;
};

export function createChangeBuilder(shipment: string): ChangeBuilder {
  return { shipment, changes: [], named: [], seen: new Set() };
}

/** Whether this is the first time that a thing is met in the event. */
export function isNew({ seen }: ChangeBuilder, thing: string): boolean {
  if (seen.has(thing)) return false;
  seen.add(thing);
  return true;
}

/** Puts down a milestone that the event is about. */
export function addMilestone(builder: ChangeBuilder, change: MilestoneChange): void {
  builder.named.push(change);
  builder.changes.push(change);
}

/** Puts down what a snapshot says of a date, unless the event itself names that milestone. null retracts. */
export function retractMilestone(
  builder: ChangeBuilder,
  code: MilestoneCode,
  classifier: Classifier,
  date: string | null | undefined,
  part: Pick<MilestoneChange, 'leg' | 'container' | 'hint'>,
): void {
  const moment = momentOf(date);
  if (moment === undefined) return;
  const isNamed = builder.named.some(
    (one) =>
      one.code === code && one.classifier === classifier && one.leg === part.leg && one.container === part.container,
  );
  if (isNamed) return;
  builder.changes.push({ kind: 'milestone', shipment: builder.shipment, code, classifier, moment, ...part });
}

/** Other names of the shipment: one, or several in one field in an order that varies. Its own name is one, whatever it holds. */
export function addReference(builder: ChangeBuilder, type: ReferenceType, stated: string | undefined): void {
  if (stated === undefined) return;
  for (const value of type === 'shipment' ? [stated] : referencesIn(stated)) {
    if (!isNew(builder, `${type} ${value}`)) continue;
    builder.changes.push({ kind: 'reference', shipment: builder.shipment, type, value });
  }
}
