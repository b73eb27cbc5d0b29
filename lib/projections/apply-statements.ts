import {
  type Claim,
  type ClaimHistory,
  compareSources,
  type Fields,
  type Ledger,
  type Parts,
  type Source,
} from './ledger.ts';
import { isSame, type Json, valueKey } from './values.ts';

/**
 * A value that an event states for one field of a ledger; the keys of objects in it are sorted. `part` is empty for the entity
 * itself.
 */
export type Statement = { section: string; part: string; field: string; value: Json };

/** What one event states about one entity. */
export type EntityStatements = { source: Source; statements: readonly Statement[] };

/**
 * Adds the statements of events to a ledger, in place. The time is linear in the size of the ledger and the number of
 * statements, however many events they are spread over.
 */
export function applyStatements(ledger: Ledger, added: readonly EntityStatements[]): void {
  const positions = insertSources(ledger, added);
  const histories = new Map<ClaimHistory, Map<string, Claim> | null>();
  const unsorted = new Set<Map<string, unknown>>();
  for (const [index, { statements }] of added.entries()) {
    const at = positions[index] as number;
    for (const { section, part, field, value } of statements) {
      const parts: Parts = getOrCreate(ledger.claims, section, unsorted);
      const fields: Fields = getOrCreate(parts, part, unsorted);
      let history = fields.get(field);
      if (!history) {
        history = [];
        fields.set(field, history);
        unsorted.add(fields);
      }
      const index = histories.get(history) ?? indexHistory(history);
      histories.set(history, index);
      addClaim(history, index, [value, at, at]);
    }
  }
  for (const history of histories.keys()) sortHistory(history);
  for (const map of unsorted) sortKeys(map);
  dropUnusedSources(ledger);
}

/** Inserts events in order, which moves the positions of later ones; returns the position of each inserted event. */
function insertSources(ledger: Ledger, added: readonly EntityStatements[]): number[] {
  const sources = added.map(({ source }) => source).sort(compareSources);
  const { events } = ledger;
  const merged: Source[] = [];
  const moved: number[] = [];
  let next = 0;
  for (const [old, event] of events.entries()) {
    while (next < sources.length && compareSources(sources[next] as Source, event) < 0)
      appendSource(merged, sources[next++]);
    appendSource(merged, event);
    moved[old] = merged.length - 1;
  }
  while (next < sources.length) appendSource(merged, sources[next++]);
  if (moved.some((position, old) => position !== old)) renumber(ledger, moved);
  ledger.events = merged;
  return added.map(({ source }) => positionOf(merged, source));
}

/** Appends an event to a sorted list unless it is its last element; `replaced` is kept whichever of the two has it. */
function appendSource(events: Source[], source: Source | undefined): void {
  const last = events.at(-1);
  if (!source) return;
  if (!last || compareSources(last, source) !== 0) events.push(source);
  else if (source.replaced && !last.replaced) events[events.length - 1] = { ...last, replaced: true };
}

function positionOf(events: readonly Source[], source: Source): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareSources(events[middle] as Source, source) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Removes events that no claim refers to any more. */
function dropUnusedSources(ledger: Ledger): void {
  const used = new Uint8Array(ledger.events.length);
  eachClaim(ledger, (claim) => {
    used[claim[1]] = 1;
    used[claim[2]] = 1;
  });
  if (!used.includes(0)) return;
  const moved: number[] = [];
  let next = 0;
  for (const flag of used) {
    moved.push(next);
    next += flag;
  }
  renumber(ledger, moved);
  ledger.events = ledger.events.filter((_, at) => used[at] === 1);
}

function renumber(ledger: Ledger, moved: readonly number[]): void {
  eachClaim(ledger, (claim) => {
    claim[1] = moved[claim[1]] as number;
    claim[2] = moved[claim[2]] as number;
  });
}

function eachClaim({ claims }: Ledger, visit: (claim: Claim) => void): void {
  for (const parts of claims.values()) {
    for (const fields of parts.values()) {
      for (const history of fields.values()) for (const claim of history) visit(claim);
    }
  }
}

function getOrCreate<T extends Map<string, unknown>>(
  parent: Map<string, T>,
  key: string,
  unsorted: Set<Map<string, unknown>>,
): T {
  const known = parent.get(key);
  if (known) return known;
  const fresh = new Map() as T;
  parent.set(key, fresh);
  unsorted.add(parent);
  return fresh;
}

/** Sorts the keys of a map, so that its order does not depend on the order of insertion. */
function sortKeys(map: Map<string, unknown>): void {
  const entries = [...map];
  if (entries.every(([key], at) => at === 0 || compareKeys((entries[at - 1] as [string, unknown])[0], key) < 0)) return;
  entries.sort(([a], [b]) => compareKeys(a, b));
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

/** The order of keys in an object that `JSON.parse` returns: array indices first, ascending, then all others. */
function compareKeys(a: string, b: string): number {
  const [first, second] = [indexNumber(a), indexNumber(b)];
  if (first >= 0 && second >= 0) return first - second;
  if (first >= 0 || second >= 0) return first >= 0 ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The number of a key that JavaScript treats as an array index, else -1. */
function indexNumber(key: string): number {
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57) || key.length > 10) return -1;
  const number = Number(key);
  return Number.isInteger(number) && number < 4_294_967_295 && String(number) === key ? number : -1;
}

/** A history with at most this many claims is searched linearly; a longer one gets an index. */
const MIN_CLAIMS_FOR_INDEX = 16;

function indexHistory(history: ClaimHistory): Map<string, Claim> | null {
  return history.length > MIN_CLAIMS_FOR_INDEX ? new Map(history.map((claim) => [valueKey(claim[0]), claim])) : null;
}

/** Adds a claim to a history, or extends the claim of the same value. */
function addClaim(history: ClaimHistory, index: Map<string, Claim> | null, claim: Claim): void {
  const [value, first, last] = claim;
  const known = index ? index.get(valueKey(value)) : history.find((one) => isSame(one[0], value));
  if (!known) {
    history.push(claim);
    index?.set(valueKey(value), claim);
    return;
  }
  if (last > known[2]) known[2] = last;
  if (first >= known[1]) return;
  known[0] = value;
  known[1] = first;
}

function sortHistory(history: ClaimHistory): void {
  if (history.length > 1) history.sort(byFirst);
}

function byFirst(a: Claim, b: Claim): number {
  return a[1] - b[1] || (JSON.stringify(a[0]) < JSON.stringify(b[0]) ? -1 : 1);
}

/** Merges claim histories, such as those of two ids of one milestone, into a new one. */
export function mergeHistories(histories: readonly ClaimHistory[]): ClaimHistory {
  const [only, ...others] = histories;
  if (!only || others.length === 0) return only ?? [];
  const merged: ClaimHistory = [];
  const index = new Map<string, Claim>();
  for (const history of histories)
    for (const [value, first, last] of history) addClaim(merged, index, [value, first, last]);
  sortHistory(merged);
  return merged;
}
