/**
 * The ledger of one entity: for every value, each distinct claim that was ever made about it, with the event that made
 * it first and the one that made it last.
 *
 * Applying an event (`apply-statements.ts`) is commutative, associative and idempotent: claims are only ever added, `first` only moves
 * to an older event and `last` to a newer one. So the ledger is the same whatever the order, batching and repetition of
 * the events, and everything that is computed from it is too. As text it is the same byte for byte.
 *
 * Entities and fields are named by senders, so they are keys of maps and never properties of objects.
 */
import type { Json } from './values.ts';

/**
 * What a claim needs to know of an event. Times are ISO 8601 UTC with milliseconds, so they compare as text.
 * `reportedAt` is what reports are ordered by; `statedAt` is what the event stated where that is not believed.
 * `replaced`: the event came again with other content, which replaces what it said here.
 */
export type Source = {
  id: string;
  reportedAt: string;
  learnedAt: string;
  key: string;
  statedAt?: string;
  replaced?: true;
};

/** A value, and the oldest and the newest event that claimed it, by position. The value is worded as in the oldest. */
export type Claim = [value: Json, first: number, last: number];

/** The claims of one value, oldest first. */
export type ClaimHistory = Claim[];

/**
 * `events`: those that claims refer to and no others, oldest first.
 * `claims`: section → entity → field → register, as in `legs` → `4711` → `vesselName`; the keys of each map in order.
 */
export type Ledger = { events: Source[]; claims: Sections };
export type Sections = Map<string, Entities>;
export type Entities = Map<string, Fields>;
export type Fields = Map<string, ClaimHistory>;

const NO_ENTITIES: ReadonlyMap<string, Fields> = new Map();
const NO_FIELDS: ReadonlyMap<string, ClaimHistory> = new Map();

/** The entities of a section, in order; none where nobody spoke of any. */
export function entitiesOf({ claims }: Ledger, section: string): ReadonlyMap<string, Fields> {
  return claims.get(section) ?? NO_ENTITIES;
}

/** The fields of an entity; without one named, those of the entity itself. */
export function fieldsOf(ledger: Ledger, section = 'fields', entity = ''): ReadonlyMap<string, ClaimHistory> {
  return entitiesOf(ledger, section).get(entity) ?? NO_FIELDS;
}

type Written = { events: Source[]; claims: Record<string, Record<string, Record<string, ClaimHistory>>> };

/** Reads what `writeLedger` wrote; the empty text is the empty ledger. */
export function readLedger(text: string): Ledger {
  if (text === '') return { events: [], claims: new Map() };
  const { events, claims } = JSON.parse(text) as Written;
  const sections: Sections = new Map();
  for (const [section, written] of Object.entries(claims)) {
    const entities: Entities = new Map();
    for (const [entity, fields] of Object.entries(written)) entities.set(entity, new Map(Object.entries(fields)));
    sections.set(section, entities);
  }
  return { events, claims: sections };
}

/** A ledger as text: equal ledgers have equal text, because `applyStatements` keeps all of it in order. */
export function writeLedger({ events, claims }: Ledger): string {
  const written = events.map(({ id, reportedAt, learnedAt, key, statedAt, replaced }) => {
    const source = { id, reportedAt, learnedAt, key };
    return statedAt === undefined && !replaced ? source : { ...source, statedAt, replaced };
  });
  const sections = writeMap(claims, (entities) => writeMap(entities, (fields) => writeMap(fields, JSON.stringify)));
  return `{"events":${JSON.stringify(written)},"claims":${sections}}`;
}

function writeMap<T>(map: ReadonlyMap<string, T>, write: (value: T) => string): string {
  let text = '';
  for (const [key, value] of map) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(value)}`;
  return `{${text}}`;
}

/** Orders events by the time of the report, then by key, shorter keys first so that numbers count up. */
export function compareSources(a: Source, b: Source): number {
  if (a.reportedAt !== b.reportedAt) return a.reportedAt < b.reportedAt ? -1 : 1;
  if (a.key.length !== b.key.length) return a.key.length - b.key.length;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** The claim that stands: the one that was made last. */
export function currentClaim(register: ClaimHistory | undefined): Claim | undefined {
  let best = register?.[0];
  if (!register || register.length < 2) return best;
  for (const claim of register) if (best && claim[2] > best[2]) best = claim;
  return best;
}

/** The event that made a claim first. */
export function firstSourceOf({ events }: Ledger, claim: Claim | undefined): Source | undefined {
  return claim && events[claim[1]];
}
