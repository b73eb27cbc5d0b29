import type { TimelineEntry } from '#db/queries/shipments.ts';
import { programText } from '#lib/model/time.ts';
import { windowEnd } from '#lib/model/time-window.ts';

/**
 * A milestone as the REST API shows it. `occurredAt` is what the source wrote: a date stays a date, a time keeps its
 * offset; one that it wrote without an offset has that of the place, if its time zone is known. `reportedAt` and `learnedAt` are UTC.
 */
export function timelineEntry(entry: TimelineEntry) {
  const { code, classifier, reportedAt, learnedAt, place, legId, containerNumber, provider, eventId } = entry;
  const { occurredAt: at, occurredText: text, occurredOffset: offset, precision } = entry;
  const moment = { at, text, offset, precision };
  const end = windowEnd(moment, place?.timeZone);
  return {
    code,
    classifier,
    occurredAt: programText(moment),
    occurredUntil: end === moment ? null : programText(end),
    reportedAt,
    learnedAt,
    place: place && { name: place.name, country: place.country, unlocode: place.unlocode, timeZone: place.timeZone },
    legId,
    containerNumber,
    source: provider,
    eventId,
    reason: entry.reason,
    flag: entry.flag,
  };
}
