/**
 * The ledger of one entity: for every field, each distinct value that was ever stated for it, with the first and the last event
 * that stated it.
 *
 * Applying an event (`apply-statements.ts`) is commutative, associative and idempotent: claims are only ever added, `first` only moves
 * to an older event and `last` to a newer one. So the order, batching and repetition of events do not change the ledger, nor
 * anything computed from it. Its text is the same byte for byte.
 *
 * Senders choose the ids of parts and the names of fields, so they are keys of maps and never properties of objects.
 */
import type { Json } from './values.ts';

/**
 * An event as a ledger keeps it. Times are ISO 8601 UTC with milliseconds, so they compare as text. Events are ordered by
 * `reportedAt`; `statedAt` is the report time in the event where that is implausible and `reportedAt` differs from it.
 * `replaced`: the event came again with other content, which replaces its statements here.
 */
export type Source = {
  id: string;
  reportedAt: string;
  learnedAt: string;
  key: string;
  statedAt?: string;
  replaced?: true;
};

/** A value, and the positions of the oldest and the newest event that stated it. The value is written as in the oldest. */
export type Claim = [value: Json, first: number, last: number];

/** All claims of one field, oldest first. */
export type ClaimHistory = Claim[];

/**
 * `events`: those that claims refer to and no others, oldest first.
 * `claims`: section → part → field → claim history, for example `legs` → `4711` → `vesselName`; the keys of each map are sorted.
 */
export type Ledger = { events: Source[]; claims: Sections };
export type Sections = Map<string, Parts>;
export type Parts = Map<string, Fields>;
export type Fields = Map<string, ClaimHistory>;

const NO_PARTS: ReadonlyMap<string, Fields> = new Map();
const NO_FIELDS: ReadonlyMap<string, ClaimHistory> = new Map();

/** The parts of a section, sorted by id; an empty map for a section without any. */
export function partsOf({ claims }: Ledger, section: string): ReadonlyMap<string, Fields> {
  return claims.get(section) ?? NO_PARTS;
}

/** The claim histories of a part by field; without a part, those of the entity itself. */
export function fieldsOf(ledger: Ledger, section = 'fields', part = ''): ReadonlyMap<string, ClaimHistory> {
  return partsOf(ledger, section).get(part) ?? NO_FIELDS;
}

type Written = { events: Source[]; claims: Record<string, Record<string, Record<string, ClaimHistory>>> };

/** Parses the text of a ledger; the empty text is the empty ledger. */
export function readLedger(text: string): Ledger {
  if (text === '') return { events: [], claims: new Map() };
  const { events, claims } = JSON.parse(text) as Written;
  const sections: Sections = new Map();
  for (const [section, written] of Object.entries(claims)) {
    const parts: Parts = new Map();
    for (const [part, fields] of Object.entries(written)) parts.set(part, new Map(Object.entries(fields)));
    sections.set(section, parts);
  }
  return { events, claims: sections };
}

/** A ledger as text. Equal ledgers have equal text, because `applyStatements` keeps everything sorted. */
export function writeLedger({ events, claims }: Ledger): string {
  const written = events.map(({ id, reportedAt, learnedAt, key, statedAt, replaced }) => {
    const source = { id, reportedAt, learnedAt, key };
    return statedAt === undefined && !replaced ? source : { ...source, statedAt, replaced };
  });
  const sections = writeMap(claims, (parts) => writeMap(parts, (fields) => writeMap(fields, JSON.stringify)));
  return `{"events":${JSON.stringify(written)},"claims":${sections}}`;
}

function writeMap<T>(map: ReadonlyMap<string, T>, write: (value: T) => string): string {
  let text = '';
  for (const [key, value] of map) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(value)}`;
  return `{${text}}`;
}

/** Orders events by report time, then by key, shorter keys first, so that numbers are in ascending order. */
export function compareSources(a: Source, b: Source): number {
  if (a.reportedAt !== b.reportedAt) return a.reportedAt < b.reportedAt ? -1 : 1;
  if (a.key.length !== b.key.length) return a.key.length - b.key.length;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** The current claim of a history: the one that was stated last. */
export function currentClaim(history: ClaimHistory | undefined): Claim | undefined {
  let best = history?.[0];
  if (!history || history.length < 2) return best;
  for (const claim of history) if (best && claim[2] > best[2]) best = claim;
  return best;
}

/** The first event that stated a claim. */
export function firstSourceOf({ events }: Ledger, claim: Claim | undefined): Source | undefined {
  return claim && events[claim[1]];
}
