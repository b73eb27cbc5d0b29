import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import type { DateName } from './dates.ts';

/** What a milestone is tied to: a part of the shipment, or an attached object. */
export type Subject = 'shipment' | 'leg' | 'container' | 'container_leg' | 'attached';

/** A milestone that a type of event names. */
export type EventMapping = {
  code: MilestoneCode;
  classifier: Classifier;
  of: Subject;
  /** The date of the snapshot for the same milestone. */
  date?: DateName;
  /**
   * The source of the moment. `occurred`: the event's own time, in the notation of the snapshot's date if both are the same
   * instant. `dated`: only the snapshot's date. `dated-else-occurred`: the first of the two. `retracted`: none, the milestone is
   * retracted.
   */
  moment: 'occurred' | 'dated' | 'dated-else-occurred' | 'retracted';
  reason?: string;
  /** Distinguishes repeatable milestones: by the event, by the reason, or by the object of the event. */
  instance?: 'event' | 'reason' | 'resource';
  /** The estimates of the snapshot become the plan. */
  plans?: true;
};

type Extra = Partial<Pick<EventMapping, 'date' | 'moment' | 'reason' | 'instance' | 'plans'>>;

/** A milestone that happened when the event occurred. */
export function happened(code: MilestoneCode, of: Subject, extra: Extra = {}): EventMapping {
  return { code, classifier: 'ACT', of, moment: 'occurred', ...extra };
}

/** A new estimate, read from the snapshot: `occurred_at` of an estimate is not documented. */
export function estimate(code: MilestoneCode, of: Subject, date: DateName): EventMapping {
  return { code, classifier: 'EST', of, moment: 'dated', date };
}

/** An appointment or deadline, whose date may be in the snapshot. */
export function planned(code: MilestoneCode, of: Subject, date?: DateName): EventMapping {
  return { code, classifier: 'PLN', of, moment: 'dated-else-occurred', ...(date && { date }) };
}
