import type { Place } from '#lib/model/place.ts';
import { portCode } from '#lib/model/port-aliases.ts';
import { portOf } from './index.ts';

/**
 * Whether two descriptions mean the same place: the same UN/LOCODE, or the same name, unless their countries or states differ. A
 * port with several codes or spellings is one place.
 */
export function isSamePlace(a: Place, b: Place): boolean {
  if (a.unlocode !== null && b.unlocode !== null && portCode(a.unlocode) === portCode(b.unlocode)) return true;
  const [one, other] = [countryOf(a), countryOf(b)];
  if (one !== null && other !== null && one !== other) return false;
  const [left, right] = [readName(a.name), readName(b.name)];
  if (left.state !== null && right.state !== null && left.state !== right.state) return false;
  const names = new Set(namesOf(a, left.name));
  return namesOf(b, right.name).some((name) => names.has(name));
}

/** The country of a place, ISO 3166-1 alpha-2, as stated or from its UN/LOCODE. */
export function countryOf({ country, unlocode }: Place): string | null {
  return country?.toUpperCase() ?? unlocode?.slice(0, 2) ?? null;
}

function namesOf({ unlocode }: Place, own: string): string[] {
  const port = portOf(unlocode);
  return [own, port ? readName(port.name).name : ''].filter((name) => name !== '');
}

type PlaceName = { name: string; state: string | null };

const known = new Map<string, PlaceName>();
/** Size of the cache: senders can state any number of names. */
const MAX_NAMES = 10_000;

function readName(text: string): PlaceName {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MAX_NAMES) known.clear();
  const fresh = parseName(text);
  known.set(text, fresh);
  return fresh;
}

/** `Port of Los Angeles, CA (LAX)` becomes `losangeles` in `ca`; a name of nothing but "port" becomes empty. */
function parseName(text: string): PlaceName {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ');
  const [first = '', second = ''] = plain.split(',').map((part) => part.trim());
  const name = first.replace(/^(sea|air)?port of\s+/, '').replace(/(^|\s+)(sea|air)?port$/, '');
  return { name: name.replace(/[^\p{L}\p{N}]/gu, ''), state: /^[a-z]{2}$/.test(second) ? second : null };
}
