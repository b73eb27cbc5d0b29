/**
 * The ledger of one subject: for every value, each distinct claim that was ever made about it, with the event that made
 * it first and the one that made it last.
 *
 * Joining an event is commutative, associative and idempotent: claims are only ever added, `first` only moves to an
 * older event and `last` to a newer one. So the ledger is the same whatever the order, batching and repetition of the
 * events, and everything that is computed from it is too.
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/** What a claim needs to know of an event. Times are ISO 8601 UTC with milliseconds, so they compare as text. */
export type Source = { id: string; reportedAt: string; learnedAt: string; key: string };

/** `first` and `last` are the oldest and the newest event that made the claim; the value is worded as in `first`. */
export type Claim = { value: Json; first: Source; last: Source };

/** The claims of one value, oldest `first` first. Never changed in place: an untouched register keeps its identity. */
export type Register = readonly Claim[];

/** section → entity → field → claims: `legs` → `4711` → `vesselName` → … */
export type Ledger = Record<string, Record<string, Record<string, Register>>>;

/** One thing said: the register it concerns and the value, its keys in order. */
export type Statement = { section: string; entity: string; field: string; value: Json };

/** Orders events by the time of the report, then by key, shorter keys first so that numbers count up. */
export function compareSources(a: Source, b: Source): number {
  if (a.reportedAt !== b.reportedAt) return a.reportedAt < b.reportedAt ? -1 : 1;
  if (a.key.length !== b.key.length) return a.key.length - b.key.length;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** The claim that stands: the one that was made last. */
export function standing(register: Register | undefined): Claim | undefined {
  if (!register || register.length < 2) return register?.[0];
  return register.reduce((best, claim) => (compareSources(claim.last, best.last) > 0 ? claim : best));
}

/** Adds what an event says. Returns a new ledger that shares every untouched register with the old one. */
export function join(ledger: Ledger, source: Source, statements: readonly Statement[]): Ledger {
  const next: Ledger = { ...ledger };
  const copied = new Set<object>();
  for (const { section, entity, field, value } of statements) {
    const entities = own(next, section, copied);
    const fields = own(entities, entity, copied);
    place(fields, field, claim(fields[field], source, value));
  }
  return next;
}

/** The child of a record, copied once for each join, so that the ledger that was given stays as it was. */
function own<T extends Record<string, unknown>>(parent: Record<string, T>, key: string, copied: Set<object>): T {
  const existing = parent[key];
  if (existing && copied.has(existing)) return existing;
  const fresh = { ...existing } as T;
  copied.add(fresh);
  place(parent, key, fresh);
  return fresh;
}

/** Keeps the keys of a record in order, so that whoever walks it meets the same order whatever came first. */
function place<T>(record: Record<string, T>, key: string, value: T): void {
  const known = key in record;
  record[key] = value;
  if (known) return;
  for (const other of Object.keys(record)) {
    if (other <= key) continue;
    const moved = record[other] as T;
    delete record[other];
    record[other] = moved;
  }
}

function claim(register: Register = [], source: Source, value: Json): Register {
  const known = register.find((one) => isSame(one.value, value));
  if (!known) return [...register, { value, first: source, last: source }].sort(byFirst);
  const earlier = compareSources(source, known.first) < 0;
  const later = compareSources(source, known.last) > 0;
  if (!earlier && !later) return register;
  const merged: Claim = {
    value: earlier ? value : known.value,
    first: earlier ? source : known.first,
    last: later ? source : known.last,
  };
  const next = register.map((one) => (one === known ? merged : one));
  return earlier && next.length > 1 ? next.sort(byFirst) : next;
}

/**
 * Whether two values are one claim. Moments are, when they name the same instant: a time is often written once in the
 * zone of the place and once in UTC.
 */
export function isSame(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) return canonical(a) === canonical(b);
  if ('precision' in a && 'precision' in b) return a.at === b.at;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => key in b && isSame(a[key] ?? null, b[key] ?? null))
  );
}

/** All claims of several registers as one: what two names of the same value were told. */
export function merge(registers: readonly Register[]): Register {
  const [only, ...others] = registers;
  if (!only || others.length === 0) return only ?? [];
  let merged: Register = only;
  for (const { value, first, last } of others.flat()) merged = claim(claim(merged, first, value), last, value);
  return merged;
}

function byFirst(a: Claim, b: Claim): number {
  return compareSources(a.first, b.first) || (canonical(a.value) < canonical(b.value) ? -1 : 1);
}

const sourcesByLedger = new WeakMap<Ledger, readonly Source[]>();

/** Every event that a ledger refers to, once, in order. Remembered for as long as the ledger itself. */
export function sourcesOf(ledger: Ledger): readonly Source[] {
  const known = sourcesByLedger.get(ledger);
  if (known) return known;
  const byId = new Map<string, Source>();
  for (const section in ledger) {
    const entities = ledger[section];
    for (const entity in entities) {
      const fields = entities[entity];
      for (const field in fields) {
        for (const { first, last } of fields[field] ?? []) byId.set(first.id, first).set(last.id, last);
      }
    }
  }
  const sources = [...byId.values()].sort(compareSources);
  sourcesByLedger.set(ledger, sources);
  return sources;
}

/** A value with its keys in order, so that equal values have equal text however a parser built them. */
export function inOrder(value: Json): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const ordered: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) if (value[key] !== undefined) ordered[key] = inOrder(value[key]);
  return ordered;
}

/** JSON with object keys in order, so that equal values have equal text. */
export function canonical(value: Json | undefined): string {
  if (value === undefined) return 'null';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`;
}
