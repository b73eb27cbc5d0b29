import type { Change, MilestoneChange, WholeChange } from '#lib/model/change.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import { referencesIn } from '#lib/model/reference.ts';
import type { ReferenceType } from '#lib/model/shipment.ts';
import { unreadableDate } from '#lib/model/unreadable-date.ts';
import { momentOf } from './read.ts';

/**
 * Builds the changes of one event to one shipment. All of them have the same report time, so the event must not state two values
 * for one field: what the event names takes precedence over its snapshots.
 */
export type ChangeBuilder = {
  shipment: string;
  changes: Change[];
  /** The milestones that the event itself names. */
  named: MilestoneChange[];
  /** The objects that were read already: the same one may be in an event twice. */
  seen: Set<string>;
};

export function createChangeBuilder(shipment: string): ChangeBuilder {
  return { shipment, changes: [], named: [], seen: new Set() };
}

/** Whether an object occurs for the first time in the event. */
export function isNew({ seen }: ChangeBuilder, object: string): boolean {
  if (seen.has(object)) return false;
  seen.add(object);
  return true;
}

/** Adds a milestone that the event is about. */
export function addMilestone(builder: ChangeBuilder, change: MilestoneChange): void {
  builder.named.push(change);
  builder.changes.push(change);
}

/**
 * Adds a date of a snapshot, unless the event itself names that milestone; a hint stands beside what it names. null retracts.
 */
export function retractMilestone(
  builder: ChangeBuilder,
  code: MilestoneCode,
  classifier: Classifier,
  date: string | null | undefined,
  part: Pick<MilestoneChange, 'leg' | 'container' | 'hint'>,
): void {
  const moment = momentOf(date);
  const unreadable = moment === undefined ? unreadableDate(date) : null;
  if (unreadable !== null) {
    builder.changes.push({
      kind: 'unreadable',
      shipment: builder.shipment,
      code,
      classifier,
      text: unreadable,
      ...part,
    });
  }
  if (moment === undefined) return;
  const isNamed =
    !part.hint &&
    builder.named.some(
      (one) =>
        one.code === code && one.classifier === classifier && one.leg === part.leg && one.container === part.container,
    );
  if (isNamed) return;
  builder.changes.push({ kind: 'milestone', shipment: builder.shipment, code, classifier, moment, ...part });
}

/** Adds that the event states a list of the shipment as a whole: elements that only older events stated are not on it any more. */
export function addWhole(builder: ChangeBuilder, list: WholeChange['list'], type?: WholeChange['type']): void {
  if (!isNew(builder, `whole ${list} ${type ?? ''}`)) return;
  builder.changes.push({ kind: 'whole', shipment: builder.shipment, list, ...(type && { type }) });
}

/** Adds references of the shipment: one, or several in one field in varying order. Its own name is kept as one. */
export function addReference(builder: ChangeBuilder, type: ReferenceType, stated: string | undefined): void {
  if (stated === undefined) return;
  for (const value of type === 'shipment' ? [stated] : referencesIn(stated)) {
    if (!isNew(builder, `${type} ${value}`)) continue;
    builder.changes.push({ kind: 'reference', shipment: builder.shipment, type, value });
  }
}
