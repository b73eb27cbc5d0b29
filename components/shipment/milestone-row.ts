import type { TimelineEntry } from '#db/queries/shipments.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';

/** A milestone of the shipment, or of a leg or container, with all its claims. */
export type TimelineRow = {
  key: string;
  code: MilestoneCode;
  leg: string | null;
  /** The number of its container, or how many it is about. */
  container: string | null;
  /** Tells apart several of one milestone, by the source. */
  instance: string | null;
  /** At shipment level, although legs have the same milestone. */
  whole: boolean;
  place: Place | null;
  current: Record<Classifier, TimelineEntry | null>;
  /** Superseded and retracted claims, latest first. */
  past: TimelineEntry[];
  /** The claim that counts: actual, else estimated, else planned; null if all were retracted. */
  best: TimelineEntry | null;
};
