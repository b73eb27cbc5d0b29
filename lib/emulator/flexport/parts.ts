import type { Node } from '#lib/emulator/world/freight.ts';
import { inZone } from '#lib/emulator/world/local-time.ts';
import type { Place } from '#lib/emulator/world/places.ts';
import { hash32 } from '#lib/emulator/world/random.ts';
import type { Company } from '#lib/emulator/world/trade.ts';

export type Json = Record<string, unknown>;

export const API = 'https://api.flexport.com';

export function ref(type: string, path: string, id: number | string): Json {
  return { _object: '/api/refs/object', ref_type: type, link: `${API}${path}/${id}`, id };
}

export function collection(type: string, path: string, query: string): Json {
  return { _object: '/api/refs/collection', ref_type: type, link: `${API}${path}?${query}` };
}

/** A collection in full, as one page. */
export function list(data: readonly Json[]): Json {
  return { _object: '/api/collections/paginated', prev: null, next: null, total_count: data.length, data };
}

export const shipmentRef = (id: number) => ref('/shipment', '/shipments', id);
export const quantity = (kind: string, value: number, unit: string) => ({
  _object: `/quantity/${kind}`,
  value: Math.round(value * 100) / 100,
  unit,
});
/** Hundredths of a currency as decimal text; goods are traded in US dollars. */
export const money = (cents: number, currency = 'USD') => ({
  _object: '/money',
  amount: (cents / 100).toFixed(2),
  currency_code: currency,
});

export function zoned(at: number | null, node: Node | undefined): string | null {
  return at === null || !node ? null : inZone(at, node.place.zone);
}

function details(place: Place): Json[] {
  if (place.kind === 'port') return [{ _object: '/ocean/port', port_code: place.code }];
  if (place.kind === 'ramp') return [{ _object: '/ocean/railport', port_code: place.code }];
  if (place.kind === 'city') return [{ _object: '/trucking/port', port_code: null }];
  const [iata, icao] = place.details;
  return [{ _object: '/air/port', iata_code: iata, icao_code: icao, port_code: place.code }];
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region' });
const countries = new Map<string, string>();

/** The English name. Cached, because `Intl` is slow. */
function countryOf(code: string): string {
  const name = countries.get(code) ?? REGIONS.of(code) ?? code;
  countries.set(code, name);
  return name;
}

/** Where a place is; only cities have streets. */
export function address(place: Place, street: string | null = null): Json {
  const door = place.kind === 'city';
  return {
    _object: '/address',
    street_address: door ? street : null,
    street_address2: door ? '' : null,
    city: place.name,
    state: place.state,
    country: countryOf(place.country),
    country_code: place.country,
    zip: door ? (place.details[0] ?? '') : null,
    unlocode: place.code,
    timezone: place.zone,
    ref: null,
  };
}

/** A ShipmentNode. */
export function nodeObject({ place, terminal, street, tags }: Node): Json {
  const door = place.kind === 'city';
  const where = address(place, street);
  const name = door ? `${place.name} warehouse` : place.name;
  return {
    _object: '/shipment_node',
    tags,
    place: { _object: '/place', name, address: where, details: details(place) },
    terminal: terminal ? { _object: '/terminal', name: terminal, address: where } : null,
  };
}

export function company({ name, ref: own, city, country }: Company): Json {
  const id = 20_000 + (hash32(name) % 70_000);
  const mailing = { _object: '/address', street_address: '1 Main Street', city, country_code: country, ref: own };
  return { _object: '/company_entity', id, name, ref: own, mailing_address: mailing, vat_numbers: [] };
}
