import type { CalendarEntry } from '#db/queries/calendar.ts';
import { todayAt } from '#lib/model/lateness.ts';
import { type Place, placeKey } from '#lib/model/place.ts';

/** The entries at one place; `today` is the day there, YYYY-MM-DD. */
export type PortRow = { key: string; place: Place | null; today: string; entries: CalendarEntry[] };

/** Entries by their places, in the order of the names; those without a place come last. `now` in milliseconds since 1970. */
export function portRows(entries: readonly CalendarEntry[], now: number): PortRow[] {
  const groups = Map.groupBy(entries, ({ place }) => (place ? placeKey(place) : ''));
  const rows = [...groups].map(([key, own]) => {
    const place = own.find((entry) => entry.place?.timeZone)?.place ?? own[0]?.place ?? null;
    return { key, place, today: todayAt(place?.timeZone, now), entries: own };
  });
  const nameOf = ({ place }: PortRow) => place?.name.toLowerCase() ?? '\u{10FFFF}';
  return rows.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
