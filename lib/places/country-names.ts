/** What people write for a country beside its English name. */
const ALIASES: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states of america': 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  'great britain': 'GB',
  uae: 'AE',
  korea: 'KR',
  'republic of korea': 'KR',
  'viet nam': 'VN',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  turkey: 'TR',
  prc: 'CN',
  'hong kong': 'HK',
  macau: 'MO',
};

let names: ReadonlyMap<string, string> | undefined;

const CITY_STATES = new Set(['HK', 'MO', 'SG']);

/**
 * The ISO 3166-1 alpha-2 code of the country that the name of a place ends with (`Ningbo, China`); null where it names none,
 * or what may as well be a city or state of another (`Lebanon`; `Atlanta, Georgia`).
 */
export function countryIn(place: string): string | null {
  names ??= new Map([...englishNames(), ...Object.entries(ALIASES)]);
  const parts = place.split(',').map((part) => part.trim().toLowerCase());
  const code = names.get(parts.at(-1) ?? '') ?? null;
  if (code === null || code === 'GE') return null;
  return parts.length > 1 || CITY_STATES.has(code) ? code : null;
}

function englishNames(): [string, string][] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  // Codes of countries that are no more have the name of their successor.
  const present = codes.filter((code) => new Intl.Locale(`und-${code}`).region === code);
  return present.flatMap((code): [string, string][] => {
    const name = english.of(code)?.toLowerCase();
    return name === undefined ? [] : [[name, code]];
  });
}
