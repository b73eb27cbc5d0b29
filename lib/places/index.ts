import ports from 'sea-ports/lib/ports.json' with { type: 'json' };
import type { Place } from '#lib/model/place.ts';
import { portCode } from '#lib/model/port-aliases.ts';
import airports from './airports.json' with { type: 'json' };
import { cityZone } from './city-zones.ts';
import { countryIn } from './country-names.ts';
import { onlyZoneOf, zoneAt } from './country-zones.ts';
import { PORT_CORRECTIONS } from './port-corrections.ts';

/** A port. Coordinates are WGS 84 decimal degrees, `[longitude, latitude]`; `timeZone` is an IANA zone of its own country. */
export type Port = { name: string; coordinates: [number, number] | null; timeZone: string | null };

type Entry = { name: string; coordinates?: readonly number[] };

const entries: Readonly<Record<string, Entry | undefined>> = ports;
const found = new Map<string, Port>();

/** Finds a sea port by its UN/LOCODE (`CNSHA`); null if the data set does not contain it. */
export function portOf(unlocode: string | null | undefined): Port | null {
  if (!unlocode) return null;
  const known = found.get(unlocode);
  if (known) return known;
  const entry = entryOf(unlocode) ?? entryOf(portCode(unlocode));
  if (!entry) return null;
  const port = readPort(unlocode, entry);
  found.set(unlocode, port);
  return port;
}

function entryOf(unlocode: string): Entry | undefined {
  return Object.hasOwn(entries, unlocode) ? entries[unlocode] : undefined;
}

function readPort(unlocode: string, { name, coordinates }: Entry): Port {
  const [longitude, latitude] = PORT_CORRECTIONS.get(unlocode)?.coordinates ?? coordinates ?? [];
  const country = unlocode.slice(0, 2);
  if (longitude === undefined || latitude === undefined)
    return { name, coordinates: null, timeZone: onlyZoneOf(country) };
  return { name, coordinates: [longitude, latitude], timeZone: zoneIn(country, latitude, longitude) };
}

/** The zone at coordinates within a country, else that of the whole country. */
function zoneIn(country: string, latitude: number, longitude: number): string | null {
  return zoneAt(latitude, longitude, country) ?? onlyZoneOf(country);
}

/** An airport; `country` is ISO 3166-1 alpha-2, the other fields are like those of a port. */
export type Airport = { country: string; coordinates: [number, number]; timeZone: string | null };

const airportRows: Readonly<Record<string, readonly (string | number)[] | undefined>> = airports;

/** Finds an airport by its IATA code (`LAX`); null if the data set does not contain it. */
export function airportOf(iata: string): Airport | null {
  const row = Object.hasOwn(airportRows, iata) ? airportRows[iata] : undefined;
  if (!row) return null;
  const [country, longitude, latitude] = [String(row[0]), Number(row[1]), Number(row[2])];
  return { country, coordinates: [longitude, latitude], timeZone: zoneIn(country, latitude, longitude) };
}

const zones = new Map<string, string | null>();
/** Size of the cache: senders can state any number of places. */
const MAX_ZONES = 5_000;

/**
 * The IANA time zone of a place whose source states none: that of its port, else of its coordinates, of its country if that has one
 * time zone, of its city, or of its airport. Null if none is certain.
 */
export function timeZoneOf(place: Place): string | null {
  const { name, country, unlocode, latitude = null, longitude = null } = place;
  const key = JSON.stringify([name, country, unlocode, latitude, longitude]);
  const known = zones.get(key);
  if (known !== undefined) return known;
  if (zones.size >= MAX_ZONES) zones.clear();
  const zone = derive(place);
  zones.set(key, zone);
  return zone;
}

function derive({ name, country: code, unlocode, latitude, longitude }: Place): string | null {
  const port = portOf(unlocode)?.timeZone;
  if (port) return port;
  const country = code ?? unlocode?.slice(0, 2) ?? countryIn(name);
  if (typeof latitude === 'number' && typeof longitude === 'number') {
    const zone = zoneAt(latitude, longitude, country);
    if (zone) return zone;
  }
  const ofCountry = country && (onlyZoneOf(country) ?? cityZone(name, country));
  return ofCountry || airportZone(name, country, unlocode);
}

/** `LAX`, `Los Angeles (LAX)`, or the UN/LOCODE of an airport, whose letters are nearly always the IATA code. */
function airportZone(name: string, country: string | null, unlocode: string | null): string | null {
  const named = /^([A-Z]{3})$|\(([A-Z]{3})\)/.exec(name.trim());
  for (const iata of [named?.[1] ?? named?.[2], unlocode?.slice(2)]) {
    const airport = iata === undefined ? null : airportOf(iata);
    if (!airport || (country !== null && country !== airport.country)) continue;
    return airport.timeZone;
  }
  return null;
}
