import type { Random } from '#lib/emulator/world/random.ts';
import { hostileClock, hostileName, hostileNumber, hostileShape, hostileText, type Json } from './hostile.ts';

type Holder = Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

/** The paths of the values of each kind in a payload. */
export type Places = { times: Path[]; numbers: Path[]; texts: Path[]; holders: Path[]; all: Path[] };

const TIME = /(_date|_at|Date|At|Arrival|Departure|timestamp|_day|Time)$/;

/** Lists the paths of the values of a payload, by kind. */
export function placesOf(value: Json): Places {
  const places: Places = { times: [], numbers: [], texts: [], holders: [], all: [] };
  const walk = (one: Json, path: Path) => {
    if (path.length > 0) {
      places.all.push(path);
      kindOf(places, one, path).push(path);
    }
    if (typeof one !== 'object' || one === null) return;
    for (const key of Object.keys(one)) walk(childOf(one, key), [...path, Array.isArray(one) ? Number(key) : key]);
  };
  walk(value, []);
  return places;
}

function kindOf(places: Places, value: Json, path: Path): Path[] {
  if (TIME.test(String(path.at(-1)))) return places.times;
  if (typeof value === 'object' && value !== null) return places.holders;
  return typeof value === 'number' || (typeof value === 'string' && /^-?[\d.]+$/.test(value))
    ? places.numbers
    : places.texts;
}

function childOf(holder: Holder, key: string | number): Json {
  return (holder as { [key: string]: Json })[key] as Json;
}

/** The parent of the value at a path; null if an earlier mutation removed it. */
function holderAt(value: Json, path: Path): Holder | null {
  let at: Json | undefined = value;
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null;
    at = childOf(at, key);
  }
  return typeof at === 'object' && at !== null ? at : null;
}

/** An own field of any name: in JSON `__proto__` is an ordinary field. */
function put(holder: Holder, key: string | number, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

type Change = (holder: Holder, key: string | number, random: Random) => void;

const replaceBy =
  (make: (random: Random, value: Json) => Json): Change =>
  (holder, key, random) =>
    put(holder, key, make(random, childOf(holder, key)));

const drop: Change = (holder, key) => {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[String(key)];
};

const repeat: Change = (holder, key, random) => {
  const value = childOf(holder, key);
  const list = Array.isArray(value) ? value : [value];
  put(holder, key, Array.from({ length: random.pick([2, 3, 20]) }, () => list).flat());
};

const shuffle: Change = (holder, key, random) => {
  const value = childOf(holder, key);
  if (Array.isArray(value)) value.sort(() => random.next() - 0.5);
  else if (typeof value === 'object' && value !== null)
    put(holder, key, Object.fromEntries(Object.entries(value).reverse()));
};

const extra: Change = (holder, key, random) => {
  const value = childOf(holder, key);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    put(value, hostileName(random), random.chance(0.5) ? hostileText(random) : hostileShape(random, { id: 1 }));
  else put(holder, key, hostileShape(random, value));
};

/** A kind of mutation: where, how, and its weight. */
const CHANGES: Readonly<Record<string, { at: keyof Places; change: Change; weight: number }>> = {
  clock: { at: 'times', change: replaceBy(hostileClock), weight: 26 },
  number: { at: 'numbers', change: replaceBy(hostileNumber), weight: 12 },
  text: { at: 'texts', change: replaceBy(hostileText), weight: 20 },
  shape: { at: 'all', change: replaceBy(hostileShape), weight: 16 },
  drop: { at: 'all', change: drop, weight: 14 },
  extra: { at: 'holders', change: extra, weight: 5 },
  repeat: { at: 'holders', change: repeat, weight: 3 },
  shuffle: { at: 'holders', change: shuffle, weight: 4 },
};
const WEIGHTS = Object.fromEntries(Object.entries(CHANGES).map(([name, { weight }]) => [name, weight]));

/** Mutates a payload in place; `others` provides values of the same field in other payloads. */
export function mutate(value: Json, places: Places, random: Random, lend: (name: string) => Json | undefined): void {
  const times = random.pick([1, 1, 1, 2, 3, 5, 9]);
  for (let time = 0; time < times; time += 1) {
    if (random.chance(0.1)) borrow(value, places, random, lend);
    else {
      const { at, change } = CHANGES[random.weighted(WEIGHTS)] as (typeof CHANGES)[string];
      changeAt(value, places[at].length > 0 ? places[at] : places.all, random, change);
    }
  }
}

function changeAt(value: Json, paths: readonly Path[], random: Random, change: Change): void {
  if (paths.length === 0) return;
  const path = random.pick(paths);
  const holder = holderAt(value, path);
  const key = path.at(-1);
  if (holder && key !== undefined && Object.hasOwn(holder, key)) change(holder, key, random);
}

/** Replaces a value by the value of the same field in another payload. */
function borrow(value: Json, { all }: Places, random: Random, lend: (name: string) => Json | undefined): void {
  changeAt(value, all, random, (holder, key) => {
    const other = lend(String(key));
    if (other !== undefined) put(holder, key, structuredClone(other));
  });
}

/** Sometimes breaks the bytes: truncated, invalid UTF-8, a byte order mark, a zero byte. */
export function breakBytes(text: string, random: Random): Uint8Array {
  const bytes = Buffer.from(text);
  if (!random.chance(0.01)) return bytes;
  const at = random.int(0, bytes.length - 1);
  switch (random.int(0, 3)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([Buffer.from('\ufeff'), bytes]);
    default:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0]), bytes.subarray(at)]);
  }
}
