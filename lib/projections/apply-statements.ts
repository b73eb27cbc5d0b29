import {
  type Claim,
  type ClaimHistory,
  compareSources,
  type Entities,
  type Fields,
  type Ledger,
  type Source,
} from './ledger.ts';
import { isSame, type Json, valueKey } from './values.ts';

/** One thing said: the register it concerns and the value, its keys in order. */
export type Statement = { section: string; entity: string; field: string; value: Json };

/** What one event says of one entity. */
export type EntityStatements = { source: Source; statements: readonly Statement[] };

/**
 * Adds to a ledger what some events say. The ledger given is changed. Takes time in proportion to the size of the ledger
 * and of what is said, however many events say it.
 */
export function applyStatements(ledger: Ledger, said: readonly EntityStatements[]): void {
  const positions = insertSources(ledger, said);
  const registers = new Map<ClaimHistory, Map<string, Claim> | null>();
  const unsorted = new Set<Map<string, unknown>>();
  for (const [index, { statements }] of said.entries()) {
    const at = positions[index] as number;
    for (const { section, entity, field, value } of statements) {
      const entities: Entities = getOrCreate(ledger.claims, section, unsorted);
      const fields: Fields = getOrCreate(entities, entity, unsorted);
      let register = fields.get(field);
      if (!register) {
        register = [];
        fields.set(field, register);
        unsorted.add(fields);
      }
      const index = registers.get(register) ?? indexHistory(register);
      registers.set(register, index);
      addClaim(register, index, [value, at, at]);
    }
  }
  for (const register of registers.keys()) sortHistory(register);
  for (const map of unsorted) sortKeys(map);
  dropUnusedSources(ledger);
}

/** Finds the events their places among the others, moving positions after them; returns the position of each. */
function insertSources(ledger: Ledger, said: readonly EntityStatements[]): number[] {
  const sources = said.map(({ source }) => source).sort(compareSources);
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
  return said.map(({ source }) => positionOf(merged, source));
}

/** Adds an event to a list in order, unless it is there already; what replaced it may be learned at either time. */
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

/** Drops events that no claim refers to any more. */
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
  for (const entities of claims.values()) {
    for (const fields of entities.values()) {
      for (const register of fields.values()) for (const claim of register) visit(claim);
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

/** Puts the keys of a map in order, so that whoever walks it meets the same order whatever came first. */
function sortKeys(map: Map<string, unknown>): void {
  const entries = [...map];
  if (entries.every(([key], at) => at === 0 || compareKeys((entries[at - 1] as [string, unknown])[0], key) < 0)) return;
  entries.sort(([a], [b]) => compareKeys(a, b));
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

/** The order in which `JSON.parse` gives keys back: whole numbers first, counting up, then all others. */
function compareKeys(a: string, b: string): number {
  const [first, second] = [indexNumber(a), indexNumber(b)];
  if (first >= 0 && second >= 0) return first - second;
  if (first >= 0 || second >= 0) return first >= 0 ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The number that a key is if JavaScript treats it as the index of an array, else -1. */
function indexNumber(key: string): number {
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57) || key.length > 10) return -1;
  const number = Number(key);
  return Number.isInteger(number) && number < 4_294_967_295 && String(number) === key ? number : -1;
}

/** Up to this many claims of a register are looked through; for more an index is worth its making. */
const MIN_CLAIMS_FOR_INDEX = 16;

function indexHistory(register: ClaimHistory): Map<string, Claim> | null {
  return register.length > MIN_CLAIMS_FOR_INDEX ? new Map(register.map((claim) => [valueKey(claim[0]), claim])) : null;
}

/** Adds a claim to a register, or to the claim of the same value that is there. */
function addClaim(register: ClaimHistory, index: Map<string, Claim> | null, claim: Claim): void {
  const [value, first, last] = claim;
  const known = index ? index.get(valueKey(value)) : register.find((one) => isSame(one[0], value));
  if (!known) {
    register.push(claim);
    index?.set(valueKey(value), claim);
    return;
  }
  if (last > known[2]) known[2] = last;
  if (first >= known[1]) return;
  known[0] = value;
  known[1] = first;
}

function sortHistory(register: ClaimHistory): void {
  if (register.length > 1) register.sort(byFirst);
}

function byFirst(a: Claim, b: Claim): number {
  return a[1] - b[1] || (JSON.stringify(a[0]) < JSON.stringify(b[0]) ? -1 : 1);
}

/** All claims of several registers as one: what two names of the same value were told. The registers stay as they are. */
export function mergeHistories(registers: readonly ClaimHistory[]): ClaimHistory {
  const [only, ...others] = registers;
  if (!only || others.length === 0) return only ?? [];
  const merged: ClaimHistory = [];
  const index = new Map<string, Claim>();
  for (const register of registers)
    for (const [value, first, last] of register) addClaim(merged, index, [value, first, last]);
  sortHistory(merged);
  return merged;
}
