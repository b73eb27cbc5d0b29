import type { Place } from '#lib/model/place.ts';
import { isTimeZone } from '#lib/model/zone.ts';
import { timeZoneOf } from '#lib/places/index.ts';

/** A place with its time zone where the source left it out, or named one that does not exist, so that its times stand on its own clock. */
export function withPortTimeZone<P extends Place | null | undefined>(place: P): P {
  if (!place || (place.timeZone && isTimeZone(place.timeZone))) return place;
  const timeZone = timeZoneOf(place);
  return timeZone ? { ...place, timeZone } : place;
}
