import { type Claim, compareSources, type Json, type Ledger, type Register, type Source, sourcesOf } from './ledger.ts';

/**
 * A ledger as text. Events are listed once, in order, and claims name them by position: `[value, first, last]`, with the
 * identity as a fourth part where it is not the value's own text. Equal ledgers have equal text.
 */
type Written = {
  events: [id: string, reportedAt: string, learnedAt: string, key: string][];
  claims: Record<string, Record<string, Record<string, WrittenClaim[]>>>;
};
type WrittenClaim = [value: Json, first: number, last: number, identity: string];

/** Writes a ledger canonically: sections, entities and fields in order, unused events left out. */
export function writeLedger(ledger: Ledger): string {
  const ordered = [...sourcesOf(ledger)].sort(compareSources);
  const position = new Map(ordered.map((source, index) => [source.id, index]));
  const at = (source: Source) => position.get(source.id) ?? 0;
  const claims = mapSorted(ledger, (entities) =>
    mapSorted(entities, (fields) =>
      mapSorted(fields, (register: Register) =>
        register.map(({ value, first, last, identity }): WrittenClaim => [value, at(first), at(last), identity]),
      ),
    ),
  );
  const events = ordered.map(({ id, reportedAt, learnedAt, key }): Written['events'][number] => [
    id,
    reportedAt,
    learnedAt,
    key,
  ]);
  return JSON.stringify({ events, claims } satisfies Written);
}

/** Reads what `writeLedger` wrote; the empty text is the empty ledger. */
export function readLedger(text: string): Ledger {
  if (text === '') return {};
  const { events, claims } = JSON.parse(text) as Written;
  const sources = events.map(([id, reportedAt, learnedAt, key]): Source => ({ id, reportedAt, learnedAt, key }));
  const source = (index: number): Source => {
    const found = sources[index];
    if (!found) throw new Error(`The ledger names event ${index} of ${sources.length}`);
    return found;
  };
  const ledger: Ledger = {};
  for (const [section, entities] of Object.entries(claims)) {
    const into: Ledger[string] = {};
    ledger[section] = into;
    for (const [entity, fields] of Object.entries(entities)) {
      const registers: Record<string, Register> = {};
      into[entity] = registers;
      for (const [field, written] of Object.entries(fields)) {
        registers[field] = written.map(
          ([value, first, last, identity]): Claim => ({ identity, value, first: source(first), last: source(last) }),
        );
      }
    }
  }
  return ledger;
}

function mapSorted<In, Out>(record: Record<string, In>, change: (value: In) => Out): Record<string, Out> {
  const out: Record<string, Out> = {};
  for (const key of Object.keys(record).sort()) out[key] = change(record[key] as In);
  return out;
}
