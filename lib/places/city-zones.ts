import table from './cities.json' with { type: 'json' };

const STATES: Readonly<Record<string, string | undefined>> = table.states;
const CITIES: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = table.cities;

const read = new Map<string, ReadonlyMap<string, string>>();

/** The cities of a country or state by their names in letters only, with their zones. */
function citiesOf(area: string): ReadonlyMap<string, string> {
  const found = read.get(area);
  if (found) return found;
  const cities = new Map<string, string>();
  const zones = Object.hasOwn(CITIES, area) ? CITIES[area] : undefined;
  for (const [zone, names] of Object.entries(zones ?? {})) for (const name of names.split(' ')) cities.set(name, zone);
  read.set(area, cities);
  return cities;
}

/**
 * The time zone of a city in a country of several clocks, by name, with or without its state (`Reno, NV 89501`, `Port of
 * Santos`); null where the name alone does not decide it.
 */
export function cityZone(name: string, country: string): string | null {
  const [city = '', region = ''] = name.split(',').map((part) => part.trim());
  const state = region.replace(/[\s\d-]+$/, '').toUpperCase();
  const area = `${country} ${state}`;
  if (Object.hasOwn(STATES, area)) return STATES[area] ?? null;
  const inState = Object.hasOwn(CITIES, area) ? citiesOf(area) : null;
  const cities = inState ?? citiesOf(country);
  return cities.get(letters(city)) ?? cities.get(letters(city.replace(/^port of\b|\b(port|terminal)$/gi, ''))) ?? null;
}

function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}
