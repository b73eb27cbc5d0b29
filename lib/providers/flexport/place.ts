import { type Place, parseUnlocode } from '#lib/model/place.ts';
import { isPlaceholder } from '#lib/model/placeholder.ts';
import type { CompactEvent } from './compact-event-schema.ts';
import type { ShipmentNode } from './schema.ts';

/** The role of a leg's origin or destination on the route; the first that applies is the most specific. */
const ROLES: readonly (readonly [tag: string, role: string])[] = [
  ['port_of_loading', 'port_of_loading'],
  ['port_of_unloading', 'port_of_discharge'],
  ['fmc_port_of_unloading', 'port_of_discharge'],
  ['transshipment', 'transshipment'],
  ['origin_address', 'place_of_receipt'],
  ['destination_address', 'place_of_delivery'],
  ['place_of_delivery', 'place_of_delivery'],
  ['consolidation', 'consolidation'],
  ['deconsolidation', 'deconsolidation'],
  ['customs_entry', 'customs_entry'],
];

/** The role of a leg's origin or destination; an unknown tag as it is written; undefined without tags. */
export function roleOf(node: ShipmentNode | undefined): string | undefined {
  if (!node || node.tags.length === 0) return undefined;
  return ROLES.find(([tag]) => node.tags.includes(tag))?.[1] ?? node.tags[0];
}

/** The place of a stop. Undefined when the stop has neither a name nor a code. */
export function placeOf(node: ShipmentNode | undefined): Place | undefined {
  if (!node?.place) return undefined;
  const { name, address, details } = node.place;
  const unlocode = parseUnlocode(address?.unlocode) ?? portCode(details);
  // A code that is no UN/LOCODE, such as that of an airport, names the place where nothing else does.
  const code = unlocode ?? codeIn(address?.unlocode, ...details.map(({ port_code }) => port_code));
  const shown = name ?? node.terminal?.name ?? address?.city ?? code;
  if (!shown) return undefined;
  const country = countryCode(address?.country_code) ?? countryCode(address?.country);
  return { name: shown, country, unlocode, timeZone: address?.timezone ?? null };
}

/** The place of the compact form. A country that is written out is kept in the name, since it is no code. */
export function compactPlace(location: CompactEvent['data']['location']): Place | undefined {
  if (!location) return undefined;
  const country = countryCode(location.country_code) ?? countryCode(location.country);
  const unlocode = parseUnlocode(location.unlocode);
  const name = location.name ?? location.city ?? unlocode ?? codeIn(location.unlocode);
  const shown = [name, country === null ? location.country : undefined].filter(Boolean).join(', ');
  return shown === '' ? undefined : { name: shown, country, unlocode, timeZone: location.timezone ?? null };
}

/** The first that is no placeholder. */
export function codeIn(...codes: readonly (string | undefined)[]): string | undefined {
  return codes.find((code) => code !== undefined && code !== '' && !isPlaceholder(code));
}

function portCode(details: readonly { port_code: string | undefined }[]): string | null {
  for (const detail of details) {
    const code = parseUnlocode(detail.port_code);
    if (code) return code;
  }
  return null;
}

function countryCode(text: string | undefined): string | null {
  return text !== undefined && /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null;
}
