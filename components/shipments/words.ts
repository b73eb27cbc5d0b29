import type { Place } from '#lib/model/place.ts';

export { exceptionText, inWords, milestoneLabel } from '#lib/words/code-words.ts';

/** `CNSHA Shanghai`, or name and country without a UN/LOCODE. */
export function placeText(place: Place): string {
  if (place.unlocode) return `${place.unlocode} ${place.name}`;
  return place.country ? `${place.name}, ${place.country}` : place.name;
}
