import type { Place } from '#lib/model/place.ts';
import { parseUnlocode } from '#lib/model/place.ts';
import { countryOfState } from '#lib/model/states.ts';
import { type Fields, isObject, numberOf, textOf } from './read.ts';

const COUNTRIES: ReadonlyMap<string, string> = new Map([
  ['USA', 'US'],
  ['UNITED STATES', 'US'],
  ['UNITED STATES OF AMERICA', 'US'],
  ['CAN', 'CA'],
  ['CANADA', 'CA'],
  ['MEX', 'MX'],
  ['MEXICO', 'MX'],
]);

function stateOf(address: Fields): string | undefined {
  return textOf(address.state ?? address.stateProvince ?? address.stateCode ?? address.province);
}

/** The stated country, else that of the state: addresses within North America leave it out. */
function countryOf(address: Fields): string | null {
  const word = textOf(address.country ?? address.countryCode)?.toUpperCase();
  if (word === undefined) return countryOfState(stateOf(address) ?? '');
  return COUNTRIES.get(word) ?? (/^[A-Z]{2}$/.test(word) ? word : null);
}

/** Addresses of the API have no state; where their market is the city itself, it names the state: `Joliet, IL`. */
function stateOfMarket(city: string | undefined, market: string | undefined): string | undefined {
  const [name, state] = market?.split(/,\s*/) ?? [];
  return name === city && /^[A-Z]{2}$/.test(state ?? '') ? state : undefined;
}

function nameOf(address: Fields, whole: Fields): string | undefined {
  const city = textOf(address.city);
  const state = stateOf(address) ?? stateOfMarket(city, textOf(address.market));
  if (city) return state ? `${city}, ${state}` : city;
  return textOf(whole.name) ?? textOf(address.name) ?? textOf(address.line1 ?? address.addressLine1);
}

function coordinate(value: unknown, limit: number): number | undefined {
  const degrees = numberOf(value);
  return degrees !== undefined && Math.abs(degrees) <= limit ? degrees : undefined;
}

/**
 * Parses an address in any form of this provider: with `line1` or `addressLine1`, with `state`, `stateProvince` or neither,
 * coordinates as text or numbers, at the top or under `address`, or as plain text. Undefined if it names no place.
 */
export function placeOf(value: unknown): Place | undefined {
  if (!isObject(value)) {
    const name = typeof value === 'string' ? textOf(value) : undefined;
    return name ? { name, country: null, unlocode: null, timeZone: null } : undefined;
  }
  const address = isObject(value.address) ? value.address : value;
  const name = nameOf(address, value);
  if (!name) return undefined;
  const place: Place = {
    name,
    country: countryOf(address),
    unlocode: parseUnlocode(textOf(address.unlocode)),
    timeZone: textOf(address.timeZone ?? address.timezone) ?? null,
  };
  const latitude = coordinate(address.latitude ?? address.lat, 90);
  const longitude = coordinate(address.longitude ?? address.lng ?? address.lon, 180);
  // Nobody delivers to the crossing of equator and prime meridian: zeros are written for unknown coordinates.
  const isKnown = latitude !== undefined && longitude !== undefined && (latitude !== 0 || longitude !== 0);
  if (isKnown) Object.assign(place, { latitude, longitude });
  return place;
}

/** The object itself if its address is not nested; a `name` only is no place. */
export function flatAddress(data: Fields): Fields | undefined {
  return textOf(data.city) ? data : undefined;
}

/** The first of several candidates that names a place. */
export function firstPlace(...candidates: readonly unknown[]): Place | undefined {
  for (const candidate of candidates) {
    const place = placeOf(candidate);
    if (place) return place;
  }
  return undefined;
}
