/**
 * The ledger of one subject: for every value, each distinct claim that was ever made about it, with the event that made
 * it first and the one that made it last.
 *
 * Joining an event is commutative, associative and idempotent: claims are only ever added, `first` only moves to an
 * older event and `last` to a newer one. So the ledger is the same whatever the order, batching and repetition of the
 * events, and everything that is computed from it is too. As text it is the same byte for byte.
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/** What a claim needs to know of an event. Times are ISO 8601 UTC with milliseconds, so they compare as text. */
export type Source = { id: string; reportedAt: string; learnedAt: string; key: string };

/** A value, and the oldest and the newest event that claimed it, by position. The value is worded as in the oldest. */
export type Claim = [value: Json, first: number, last: number];

/** The claims of one value, oldest first. */
export type Register = Claim[];

/**
 * `events`: those that claims refer to and no others, oldest first.
 * `claims`: section → entity → field → register, as in `legs` → `4711` → `vesselName`; the keys of each record in order.
 */
export type Ledger = { events: Source[]; claims: Sections };
type Sections = Record<string, Entities>;
export type Entities = Record<string, Fields>;
export type Fields = Record<string, Register>;

/** One thing said: the register it concerns and the value, its keys in order. */
export type Statement = { section: string; entity: string; field: string; value: Json };

/** Reads what `writeLedger` wrote; the empty text is the empty ledger. */
export function readLedger(text: string): Ledger {
  return text === '' ? { events: [], claims: {} } : (JSON.parse(text) as Ledger);
}

/** A ledger as text: equal ledgers have equal text, because `join` keeps all of it in order. */
export function writeLedger({ events, claims }: Ledger): string {
  const written = events.map(({ id, reportedAt, learnedAt, key }) => ({ id, reportedAt, learnedAt, key }));
  return JSON.stringify({ events: written, claims });
}

/** Orders events by the time of the report, then by key, shorter keys first so that numbers count up. */
export function compareSources(a: Source, b: Source): number {
  if (a.reportedAt !== b.reportedAt) return a.reportedAt < b.reportedAt ? -1 : 1;
  if (a.key.length !== b.key.length) return a.key.length - b.key.length;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** The claim that stands: the one that was made last. */
export function standing(register: Register | undefined): Claim | undefined {
  let best = register?.[0];
  if (!register || register.length < 2) return best;
  for (const claim of register) if (best && claim[2] > best[2]) best = claim;
  return best;
}

/** Adds to a ledger what an event says. The ledger given is changed. */
export function join(ledger: Ledger, source: Source, statements: readonly Statement[]): void {
  const at = seat(ledger, source);
  for (const { section, entity, field, value } of statements) {
    const fields = child(child(ledger.claims, section), entity);
    const register = fields[field];
    if (register) claim(register, value, at, at);
    else place(fields, field, [[value, at, at]]);
  }
  forgetUnused(ledger);
}

/** Finds an event its place among the others, moving positions after it; returns the position. */
function seat(ledger: Ledger, source: Source): number {
  const { events } = ledger;
  let at = events.length;
  while (at > 0 && compareSources(events[at - 1] as Source, source) >= 0) at -= 1;
  if (events[at]?.id === source.id) return at;
  if (at < events.length) renumber(ledger, (position) => (position < at ? position : position + 1));
  events.splice(at, 0, source);
  return at;
}

/** Drops events that no claim refers to any more. */
function forgetUnused(ledger: Ledger): void {
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
  renumber(ledger, (position) => moved[position] ?? 0);
  ledger.events = ledger.events.filter((_, at) => used[at] === 1);
}

function renumber(ledger: Ledger, position: (old: number) => number): void {
  eachClaim(ledger, (claim) => {
    claim[1] = position(claim[1]);
    claim[2] = position(claim[2]);
  });
}

function eachClaim({ claims }: Ledger, visit: (claim: Claim) => void): void {
  for (const section in claims) {
    const entities = claims[section];
    for (const entity in entities) {
      const fields = entities[entity];
      for (const field in fields) for (const claim of fields[field] ?? []) visit(claim);
    }
  }
}

function child<T extends Record<string, unknown>>(parent: Record<string, T>, key: string): T {
  const known = parent[key];
  if (known) return known;
  const fresh = {} as T;
  place(parent, key, fresh);
  return fresh;
}

/** Adds a key to a record and keeps its keys in order, so that whoever walks it meets the same order whatever came first. */
function place<T>(record: Record<string, T>, key: string, value: T): void {
  record[key] = value;
  for (const other of Object.keys(record)) {
    if (other <= key) continue;
    const moved = record[other] as T;
    delete record[other];
    record[other] = moved;
  }
}

/** Adds a claim to a register in place. */
function claim(register: Register, value: Json, first: number, last: number): void {
  const known = register.find((one) => isSame(one[0], value));
  if (!known) {
    register.push([value, first, last]);
    register.sort(byFirst);
    return;
  }
  if (last > known[2]) known[2] = last;
  if (first >= known[1]) return;
  known[0] = value;
  known[1] = first;
  register.sort(byFirst);
}

function byFirst(a: Claim, b: Claim): number {
  return a[1] - b[1] || (JSON.stringify(a[0]) < JSON.stringify(b[0]) ? -1 : 1);
}

/** All claims of several registers as one: what two names of the same value were told. */
export function merge(registers: readonly Register[]): Register {
  const [only, ...others] = registers;
  if (!only || others.length === 0) return only ?? [];
  const merged = only.map(([value, first, last]): Claim => [value, first, last]);
  for (const [value, first, last] of others.flat()) claim(merged, value, first, last);
  return merged;
}

/**
 * Whether two values are one claim. Moments are, when they name the same instant: a time is often written once in the
 * zone of the place and once in UTC.
 */
export function isSame(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) return JSON.stringify(a) === JSON.stringify(b);
  if ('precision' in a && 'precision' in b) return a.at === b.at;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && isSame(a[key] ?? null, b[key] ?? null));
}

/** A value with its keys in order, so that equal values have equal text however a parser built them. */
export function inOrder(value: Json): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const ordered: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) if (value[key] !== undefined) ordered[key] = inOrder(value[key]);
  return ordered;
}
