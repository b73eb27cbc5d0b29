import { windowEndKey } from '#lib/model/time-window.ts';
import type { RowOf } from './projection.ts';

/** Whether two claims of a milestone state the same time, however it is written. */
export function isSameTime(one: RowOf<'milestones'>, other: RowOf<'milestones'>): boolean {
  const endOf = ({ occurredAt: at, occurredText: text, occurredOffset: offset, precision }: RowOf<'milestones'>) =>
    windowEndKey({ at, text, offset, precision });
  // What stands in the place of the hours of a plan, such as FCFS, is a part of it.
  const terms = ({ classifier, reason }: RowOf<'milestones'>) => (classifier === 'PLN' ? reason : null);
  return one.occurredAt === other.occurredAt && endOf(one) === endOf(other) && terms(one) === terms(other);
}
