import { type Claim, type Json, type Ledger, type Register, type Source, sourcesOf } from './ledger.ts';

/**
 * A ledger as text. Events are listed once, in order, and claims name them by position: `[value, first, last]`. Equal
 * ledgers have equal text.
 */
type Written = {
  events: [id: string, reportedAt: string, learnedAt: string, key: string][];
  claims: Record<string, Record<string, Record<string, WrittenClaim[]>>>;
};
type WrittenClaim = [value: Json, first: number, last: number];

/** Writes a ledger; unused events are left out. Its records are in order already, because `join` keeps them so. */
export function writeLedger(ledger: Ledger): string {
  const events = sourcesOf(ledger);
  const position = new Map(events.map((source, index) => [source.id, index]));
  const claims: Written['claims'] = {};
  for (const section in ledger) {
    const entities: Written['claims'][string] = {};
    claims[section] = entities;
    for (const entity in ledger[section]) {
      const fields: Record<string, WrittenClaim[]> = {};
      entities[entity] = fields;
      const registers = ledger[section][entity];
      for (const field in registers) {
        fields[field] = (registers[field] ?? []).map(({ value, first, last }) => [
          value,
          position.get(first.id) ?? 0,
          position.get(last.id) ?? 0,
        ]);
      }
    }
  }
  return JSON.stringify({
    events: events.map(({ id, reportedAt, learnedAt, key }) => [id, reportedAt, learnedAt, key]),
    claims,
  } satisfies Written);
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
          ([value, first, last]): Claim => ({ value, first: source(first), last: source(last) }),
        );
      }
    }
  }
  return ledger;
}
