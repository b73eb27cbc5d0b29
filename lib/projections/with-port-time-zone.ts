import type { Place } from '#lib/model/place.ts';
import { portOf } from '#lib/places/index.ts';

/** A place with the time zone of its port where the source left it out, so that its times stand on its own clock. */
export function withPortTimeZone<P extends Place | null | undefined>(place: P): P {
  if (!place?.unlocode || place.timeZone) return place;
  const timeZone = portOf(place.unlocode)?.timeZone;
  return timeZone ? { ...place, timeZone } : place;
}
