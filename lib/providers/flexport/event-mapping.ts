import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import type { DateName } from './dates.ts';

/** What a milestone is tied to: a part of the shipment, or a thing attached to it. */
export type Subject = 'shipment' | 'leg' | 'container' | 'container_leg' | 'attached';

/** A milestone that a type of event names. */
export type EventMapping = {
  code: MilestoneCode;
  classifier: Classifier;
  of: Subject;
  /** The date of the snapshot that records the same thing. */
  date?: DateName;
  /**
   * What the moment is: `occurred` the event's own time, worded as the snapshot's date where both are one instant;
   * `dated` only the snapshot's date; `dated-else-occurred` the first that there is; `retracted` no time: it is no
   * longer so.
   */
  moment: 'occurred' | 'dated' | 'dated-else-occurred' | 'retracted';
  reason?: string;
  /** Tells repeatable ones apart: by the event, by the reason, or by the thing that the event is about. */
  instance?: 'event' | 'reason' | 'resource';
  /** From now on the estimates of the snapshot are the plan. */
  plans?: true;
};

type Extra = Partial<Pick<EventMapping, 'date' | 'moment' | 'reason' | 'instance' | 'plans'>>;

/** Something happened when the event occurred. */
export function happened(code: MilestoneCode, of: Subject, extra: Extra = {}): EventMapping {
  return { code, classifier: 'ACT', of, moment: 'occurred', ...extra };
}

/** A new estimate, to be read from the snapshot: what `occurred_at` means beside an estimate is nowhere documented. */
export function estimate(code: MilestoneCode, of: Subject, date: DateName): EventMapping {
  return { code, classifier: 'EST', of, moment: 'dated', date };
}

/** An appointment or deadline, whose date the snapshot may state. */
export function planned(code: MilestoneCode, of: Subject, date?: DateName): EventMapping {
  return { code, classifier: 'PLN', of, moment: 'dated-else-occurred', ...(date && { date }) };
}
