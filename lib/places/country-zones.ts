import tzLookup from '@photostructure/tz-lookup';

/** The zones of countries for which `Intl.Locale` lists none, or also zones that freight does not use. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  // The Netherlands Antilles were dissolved; their code is still in use.
  AN: ['America/Curacao', 'America/Kralendijk', 'America/Lower_Princes'],
  // All of China uses the time of Beijing.
  CN: ['Asia/Shanghai'],
  // The code of Kosovo is user-assigned, not part of ISO 3166.
  XK: ['Europe/Belgrade'],
};

/** Old zone names in the Unicode tables, with their present names in the tz database. */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

const renamed = (zone: string): string => RENAMED[zone] ?? zone;

/** In Node 24; TypeScript's library does not list it yet. */
type LocaleWithZones = Intl.Locale & { getTimeZones?(): string[] | undefined };

const known = new Map<string, ReadonlySet<string>>();

/** The IANA time zones of a country (ISO 3166-1 alpha-2), by their present names; empty for an invalid code. */
export function zonesOf(country: string): ReadonlySet<string> {
  const found = known.get(country);
  if (found) return found;
  if (!/^[A-Z]{2}$/.test(country)) return new Set();
  const locale: LocaleWithZones = new Intl.Locale(`und-${country}`);
  const zones = new Set((ZONES[country] ?? locale.getTimeZones?.() ?? []).map(renamed));
  known.set(country, zones);
  return zones;
}

/** The time zone of a country if it has the same time everywhere, all year; else null. */
export function onlyZoneOf(country: string): string | null {
  const zones = [...zonesOf(country)];
  return new Set(zones.map(offsetsOf)).size === 1 ? (zones[0] ?? null) : null;
}

const offsets = new Map<string, string>();
/** A day in each season of the current rules: zones that differed only in the past count as equal. */
const SEASONS = [0, 3, 6, 9].map((month) => Date.UTC(2026, month, 15));

function offsetsOf(timeZone: string): string {
  const found = offsets.get(timeZone);
  if (found !== undefined) return found;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const shown = SEASONS.map((at) => format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value).join();
  offsets.set(timeZone, shown);
  return shown;
}

/** Distances in degrees at which a zone of the right country is searched: across a border river, or from an anchorage. */
const RINGS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1, 1.5, 2, 3];
const BEARINGS = 24;

/**
 * The IANA time zone at coordinates (decimal degrees, WGS 84). With a country it is the nearest zone of that country, null if none is
 * near; without a country it is null on the high seas.
 */
export function zoneAt(latitude: number, longitude: number, country: string | null): string | null {
  const zones = country === null ? null : zonesOf(country);
  const isRight = (zone: string | null) =>
    zone !== null && (zones === null ? !zone.startsWith('Etc/') : zones.has(zone));
  const here = lookUp(latitude, longitude);
  if (isRight(here)) return here;
  for (const ring of zones === null ? [] : RINGS) {
    for (let turn = 0; turn < BEARINGS; turn++) {
      const angle = (turn / BEARINGS) * 2 * Math.PI;
      const zone = lookUp(latitude + ring * Math.sin(angle), longitude + ring * Math.cos(angle));
      if (isRight(zone)) return zone;
    }
  }
  return null;
}

function lookUp(latitude: number, longitude: number): string | null {
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return renamed(tzLookup(latitude, longitude));
}
