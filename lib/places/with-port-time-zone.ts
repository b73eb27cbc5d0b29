import type { Place } from '#lib/model/place.ts';
import { isTimeZone } from '#lib/model/zone.ts';
import { timeZoneOf } from './index.ts';

/** A place with its time zone added, if the source left it out or stated one that does not exist. */
export function withPortTimeZone<P extends Place | null | undefined>(place: P): P {
  if (!place || (place.timeZone && isTimeZone(place.timeZone))) return place;
  const timeZone = timeZoneOf(place);
  return timeZone ? { ...place, timeZone } : place;
}
