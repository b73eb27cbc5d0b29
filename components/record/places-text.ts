import { type Place, placeKey } from '#lib/model/place.ts';
import { placeText } from '../shipments/words.ts';

export type Ends = readonly (Place | null)[];

/** The known places of a way, each once. */
export function placesOf(ends: Ends): Place[] {
  return ends
    .filter((place) => place !== null)
    .filter((place, at, all) => all.findIndex((other) => placeKey(other) === placeKey(place)) === at);
}

/** `CNSHA Shanghai › USLAX Los Angeles`, each place once. */
export function fromToText(ends: Ends): string {
  return placesOf(ends).map(placeText).join(' › ');
}
