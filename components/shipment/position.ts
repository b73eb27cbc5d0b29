import type { TimelineEntry } from '#db/queries/shipments.ts';
import { milestoneKind } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import type { Route } from './route-model.ts';

/** Where cargo is by its milestones: the last one that happened, and where it is going while it is between two places. */
export type Position = { last: TimelineEntry | null; towards: { place: Place | null; by: string } | null };

/** `entries` in order of occurrence. Implausible and future claims, and those that move nothing, do not count. */
export function positionOf(entries: readonly TimelineEntry[], route: Route): Position {
  const last = entries.findLast(
    ({ classifier, standing, flag, code }) =>
      classifier === 'ACT' && standing === 'current' && !flag && milestoneKind(code)?.physical,
  );
  const at = route.findIndex(({ onward }) => onward?.state === 'moving');
  const onward = route[at]?.onward;
  const isEnded = last?.code === 'DELIVERED' || last?.code === 'EMPTY_RETURNED';
  return {
    last: last ?? null,
    towards: onward && !isEnded ? { place: route[at + 1]?.stop.place ?? null, by: onward.by } : null,
  };
}
