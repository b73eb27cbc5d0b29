import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyStatements, type EntityStatements, mergeHistories, type Statement } from './apply-statements.ts';
import { type ClaimHistory, readLedger, type Source, writeLedger } from './ledger.ts';
import type { Json } from './values.ts';

const source = (hour: number, more: Partial<Source> = {}): Source => ({
  id: `e${hour}`,
  key: String(hour),
  reportedAt: `2026-03-12T${String(hour).padStart(2, '0')}:00:00.000Z`,
  learnedAt: '2026-03-13T00:00:00.000Z',
  ...more,
});
const about = (field: string, value: Json, part = '', section = 'fields'): Statement => {
  return { section, part, field, value };
};
const eta = (value: Json) => about('eta', value);
const at = (hour: number, ...statements: Statement[]): EntityStatements => ({ source: source(hour), statements });

function ledgerOf(...batches: EntityStatements[][]) {
  const ledger = readLedger('');
  for (const batch of batches) applyStatements(ledger, batch);
  return ledger;
}
/** The claims of the field `eta`, each with its first and last event. */
function claims(...batches: EntityStatements[][]) {
  const { events, claims: sections } = ledgerOf(...batches);
  const history = sections.get('fields')?.get('')?.get('eta') ?? [];
  return history.map(([value, first, last]) => [value, events[first]?.id, events[last]?.id]);
}

describe('a claim', () => {
  it('keeps the first and the last event that stated it', () => {
    expect(claims([at(1, eta('18'))], [at(2, eta('20'))], [at(3, eta('18'))], [at(2, eta('20'))])).toEqual([
      ['18', 'e1', 'e3'],
      ['20', 'e2', 'e2'],
    ]);
  });

  it('moves its first event back when an older report arrives late', () => {
    expect(claims([at(3, eta('18'))], [at(1, eta('18'))])).toEqual([['18', 'e1', 'e3']]);
    expect(claims([at(3, eta('18'))], [at(1, eta('20'))])).toEqual([
      ['20', 'e1', 'e1'],
      ['18', 'e3', 'e3'],
    ]);
  });

  it('has the notation of its oldest event', () => {
    const worded = (text: string): Json => ({ at: '2026-03-12T06:00:00.000Z', offset: 'Z', precision: 'time', text });
    const [utc, local] = [worded('2026-03-12T06:00:00Z'), worded('2026-03-12T14:00:00+08:00')];
    expect(claims([at(2, eta(utc))], [at(1, eta(local))])).toEqual([[local, 'e1', 'e2']]);
    expect(claims([at(1, eta(utc))], [at(2, eta(local))])).toEqual([[utc, 'e1', 'e2']]);
  });

  it('needs no event between its first and its last', () => {
    const ledger = ledgerOf([at(1, eta('18'))], [at(2, eta('18'))], [at(3, eta('18'))]);
    expect(ledger.events.map(({ id }) => id)).toEqual(['e1', 'e3']);
    expect(claims([at(1, eta('18'))], [at(2, eta('18'))], [at(3, eta('18'))])).toEqual([['18', 'e1', 'e3']]);
  });

  it('of a superseded event is marked, whichever version was learned first', () => {
    const replaced = { source: source(1, { replaced: true }), statements: [eta('18')] };
    for (const batches of [
      [[at(1, eta('18'))], [replaced]],
      [[replaced], [at(1, eta('18'))]],
    ]) {
      expect(ledgerOf(...batches).events).toEqual([source(1, { replaced: true })]);
    }
  });
});

describe('the text of a ledger', () => {
  const statement = fc.record({
    section: fc.constantFrom('fields', 'legs', 'milestones'),
    part: fc.constantFrom('', '7', '10', '07', 'a', 'b', '4294967295', '12345678901', '1e3', '-1', '__proto__'),
    field: fc.constantFrom('x', 'y', '2', '11'),
    value: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom<Json>(null, 'text', { a: 1 }, [1])),
  });
  const event = fc.record({
    hour: fc.integer({ min: 0, max: 23 }),
    statements: fc.array(statement, { maxLength: 12 }),
  });
  const eventLists = fc.array(event, { maxLength: 25 }).map((events) => {
    // One hour is one event with the same content each time.
    return [...new Map(events.map(({ hour, statements }) => [hour, at(hour, ...statements)])).values()];
  });

  it('is the same for any order, batches and repetitions of the events', () => {
    const check = (events: EntityStatements[], shuffled: number[], cut: number) => {
      const expected = writeLedger(ledgerOf(events));
      const order = events.map((one, index) => ({ one, by: shuffled[index % Math.max(shuffled.length, 1)] ?? 0 }));
      const mixed = order.sort((a, b) => a.by - b.by).map(({ one }) => one);
      const size = Math.max(cut, 1);
      const batches = Array.from({ length: Math.ceil(mixed.length / size) }, (_, index) =>
        mixed.slice(index * size, (index + 1) * size),
      );
      expect(writeLedger(ledgerOf(...batches, mixed.slice(0, 3)))).toBe(expected);
      const read = readLedger(expected);
      expect(writeLedger(read)).toBe(expected);
      applyStatements(read, mixed);
      expect(writeLedger(read)).toBe(expected);
    };
    fc.assert(fc.property(eventLists, fc.array(fc.nat(99), { minLength: 1 }), fc.integer({ min: 1, max: 8 }), check), {
      numRuns: 60,
    });
  });

  it('has integer keys first, ascending, then all others', () => {
    const names = ['b', '10', '07', '2', 'a', '', '4294967295', '4294967294', '1.5', '-1', '0'];
    const ledger = ledgerOf([at(1, ...names.map((name) => about('x', 1, name, 'legs')))]);
    expect([...(ledger.claims.get('legs') ?? new Map()).keys()]).toEqual([
      ...['0', '2', '10', '4294967294'],
      ...['', '-1', '07', '1.5', '4294967295', 'a', 'b'],
    ]);
  });

  it('has a late key in its sorted position', () => {
    const ledger = ledgerOf(
      [at(1, about('b', 1), about('b', 1, 'b', 'legs'))],
      [at(2, about('a', 1), about('a', 1, 'a', 'legs'))],
    );
    expect([...ledger.claims.keys()]).toEqual(['fields', 'legs']);
    expect([...(ledger.claims.get('fields')?.get('') ?? new Map()).keys()]).toEqual(['a', 'b']);
    expect([...(ledger.claims.get('legs') ?? new Map()).keys()]).toEqual(['a', 'b']);
  });
});

describe('a claim history with many claims', () => {
  const MANY = 40;

  it('contains each value once', () => {
    const ledger = readLedger('');
    const events = Array.from({ length: MANY }, (_, hour) => ({
      source: source(0, { id: `e${hour}`, key: String(hour).padStart(3, '0') }),
      statements: [eta(hour % 20)],
    }));
    for (const one of events) applyStatements(ledger, [one]);
    applyStatements(ledger, events);
    const history = ledger.claims.get('fields')?.get('')?.get('eta') ?? [];
    expect(history.map(([value, first, last]) => [value, ledger.events[first]?.id, ledger.events[last]?.id])).toEqual(
      Array.from({ length: 20 }, (_, value) => [value, `e${value}`, `e${value + 20}`]),
    );
  });

  it('contains each value once also if many repeated values are applied at once', () => {
    const ledger = readLedger('');
    const first = Array.from({ length: 20 }, (_, value) => eta(value));
    applyStatements(ledger, [at(1, ...first)]);
    applyStatements(ledger, [at(2, eta(99), eta(99), eta(5))]);
    const history = ledger.claims.get('fields')?.get('')?.get('eta') ?? [];
    expect(history).toHaveLength(21);
    expect(history.find(([value]) => value === 5)).toEqual([5, 0, 1]);
    expect(history.at(-1)).toEqual([99, 1, 1]);
  });
});

describe('merged claim histories', () => {
  const one: ClaimHistory = [
    ['a', 0, 3],
    ['b', 2, 2],
  ];
  const other: ClaimHistory = [
    ['b', 1, 5],
    ['c', 4, 4],
  ];

  it('contain each claim once, with its earliest and latest event', () => {
    const expected = [
      ['a', 0, 3],
      ['b', 1, 5],
      ['c', 4, 4],
    ];
    expect(mergeHistories([one, other])).toEqual(expected);
    expect(mergeHistories([other, one])).toEqual(expected);
  });

  it('leave the merged ones unchanged', () => {
    const copy = structuredClone([one, other]);
    mergeHistories([one, other]);
    expect([one, other]).toEqual(copy);
  });

  it('of one or none are that one or null', () => {
    expect(mergeHistories([one])).toBe(one);
    expect(mergeHistories([])).toEqual([]);
    expect(mergeHistories([one, []])).toEqual(one);
  });

  it('sort claims of one event by text', () => {
    expect(mergeHistories([[['b', 0, 0]], [['a', 0, 0]]])).toEqual([
      ['a', 0, 0],
      ['b', 0, 0],
    ]);
  });
});
