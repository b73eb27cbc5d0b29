import type { Place } from '#lib/model/place.ts';
import { dayOf, parseMoment } from '#lib/model/time.ts';
import { dayText } from '#lib/words/time-text.ts';

export { exceptionText, inWords, milestoneLabel } from '#lib/words/code-words.ts';

type Raised = { containerNumber: string | null; occurredText: string | null; place: Place | null };

/** Container, local day and place of an exception, as far as stated. */
export function exceptionDetails({ containerNumber, occurredText, place }: Raised): string {
  const moment = occurredText === null ? null : parseMoment(occurredText);
  return [containerNumber, moment && dayText(dayOf(moment)), place && placeText(place)].filter(Boolean).join(' · ');
}

/** `CNSHA Shanghai`, or name and country without a UN/LOCODE. */
export function placeText(place: Place): string {
  if (place.unlocode) return `${place.unlocode} ${place.name}`;
  return place.country ? `${place.name}, ${place.country}` : place.name;
}
