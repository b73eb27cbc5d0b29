import type { TimelineEntry } from '#db/queries/shipments.ts';

/**
 * A milestone as the REST API shows it. `occurredAt` is what the source wrote: a date stays a date, a time keeps its
 * offset. `reportedAt` and `learnedAt` are UTC.
 */
export function timelineEntry(entry: TimelineEntry) {
  const {
    code,
    classifier,
    occurredText,
    precision,
    reportedAt,
    learnedAt,
    place,
    legId,
    containerNumber,
    provider,
    eventId,
  } = entry;
  return {
    code,
    classifier,
    occurredAt: precision === 'day' ? occurredText.slice(0, 10) : occurredText,
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
