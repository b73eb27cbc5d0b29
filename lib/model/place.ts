import type { z } from 'zod';
import { portCode } from './port-aliases.ts';
import type { placeSchema } from './schema.ts';

/**
 * A place as a source describes it. `country` is ISO 3166-1 alpha-2, `unlocode` is five letters without a space
 * (`CNSHA`) exactly when it has that form, `timeZone` an IANA name. Coordinates are WGS 84 decimal degrees.
 */
export type Place = z.infer<typeof placeSchema>;

/** Two descriptions with the same key mean the same place: the port's code where there is one, else name and country. */
export function placeKey(place: Place): string {
  if (place.unlocode) return portCode(place.unlocode);
  return `${place.name.trim().toLowerCase()}|${(place.country ?? '').toUpperCase()}`;
}

/** Country and location, which may be set apart: `LAX-LB` is none. */
const UNLOCODE = /^([A-Z]{2})[\s/-]*([A-Z2-9]{3})$/;

/** Normalises a UN/LOCODE (`us lax`, `US-LAX`, `USLAX`) to five upper-case characters, or null when it has not that form. */
export function parseUnlocode(text: string | null | undefined): string | null {
  const [, country, location] = UNLOCODE.exec((text ?? '').trim().toUpperCase()) ?? [];
  return country === undefined ? null : `${country}${location}`;
}
