import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { type Place, placeKey } from '#lib/model/place.ts';
import { placeText } from './words.ts';

export type Routed = Pick<
  ShipmentLine,
  'mode' | 'portOfLoading' | 'origin' | 'portOfDischarge' | 'destination' | 'vessel' | 'carrier' | 'voyage'
>;

/** Port of loading, port of discharge, place of delivery, each once. */
export function stopsOf({ portOfLoading, origin, portOfDischarge, destination }: Routed): Place[] {
  return [portOfLoading ?? origin, portOfDischarge, destination]
    .filter((place) => place !== null)
    .filter((place, at, all) => all.findIndex((other) => placeKey(other) === placeKey(place)) === at);
}

/** `CNSHA Shanghai › USLAX Los Angeles`. */
export function routeText(line: Routed): string {
  return stopsOf(line).map(placeText).join(' › ');
}
