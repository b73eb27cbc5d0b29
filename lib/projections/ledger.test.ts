import { describe, expect, it } from 'vitest';
import {
  type Claim,
  compareSources,
  currentClaim,
  fieldsOf,
  firstSourceOf,
  type Ledger,
  partsOf,
  readLedger,
  type Source,
  writeLedger,
} from './ledger.ts';

const source = (key: string, reportedAt = '2026-03-01T00:00:00.000Z', more: Partial<Source> = {}): Source => ({
  id: `id-${key}`,
  reportedAt,
  learnedAt: '2026-03-05T00:00:00.000Z',
  key,
  ...more,
});

describe('two events', () => {
  it.each<[string, Source, Source, number]>([
    [
      'are ordered by report time',
      source('9', '2026-03-01T00:00:00.000Z'),
      source('1', '2026-03-02T00:00:00.000Z'),
      -1,
    ],
    ['of one time are ordered by numeric keys', source('9'), source('10'), -1],
    ['of one time and key length are ordered by key', source('a'), source('b'), -1],
    ['of one time and key are equal', source('a'), source('a'), 0],
  ])('%s', (_what, one, other, expected) => {
    expect(Math.sign(compareSources(one, other))).toBe(expected);
    expect(Math.sign(compareSources(other, one)) + expected).toBe(0);
  });
});

describe('the current claim', () => {
  it('is the one with the latest last event', () => {
    const claims: Claim[] = [
      ['a', 0, 1],
      ['b', 1, 4],
      ['c', 2, 3],
    ];
    expect(currentClaim(claims)).toBe(claims[1]);
    expect(currentClaim([...claims].reverse())).toBe(claims[1]);
  });

  it('is the first of two with the same last event', () => {
    const claims: Claim[] = [
      ['a', 0, 2],
      ['b', 1, 2],
    ];
    expect(currentClaim(claims)).toBe(claims[0]);
  });

  it('is none without claims', () => {
    expect(currentClaim(undefined)).toBeUndefined();
    expect(currentClaim([])).toBeUndefined();
    expect(currentClaim([['only', 0, 0]])).toEqual(['only', 0, 0]);
  });
});

describe('a ledger as text', () => {
  const replaced = source('2', '2026-03-02T00:00:00.000Z', { replaced: true });
  const ahead = source('3', '2026-03-03T00:00:00.000Z', { statedAt: '2062-03-03T00:00:00.000Z' });
  const ledger: Ledger = {
    events: [source('1'), replaced, ahead],
    claims: new Map([
      [
        'fields',
        new Map([
          [
            '',
            new Map([
              ['name', [['Spring "order"', 0, 2] as Claim]],
              ['pieces', [[3, 1, 1] as Claim]],
            ]),
          ],
        ]),
      ],
      [
        'legs',
        new Map([
          ['7', new Map([['exists', [[true, 0, 0] as Claim]]])],
          ['8', new Map()],
        ]),
      ],
    ]),
  };
  const text =
    '{"events":[' +
    '{"id":"id-1","reportedAt":"2026-03-01T00:00:00.000Z","learnedAt":"2026-03-05T00:00:00.000Z","key":"1"},' +
    '{"id":"id-2","reportedAt":"2026-03-02T00:00:00.000Z","learnedAt":"2026-03-05T00:00:00.000Z","key":"2","replaced":true},' +
    '{"id":"id-3","reportedAt":"2026-03-03T00:00:00.000Z","learnedAt":"2026-03-05T00:00:00.000Z","key":"3","statedAt":"2062-03-03T00:00:00.000Z"}' +
    '],"claims":{"fields":{"":{"name":[["Spring \\"order\\"",0,2]],"pieces":[[3,1,1]]}},"legs":{"7":{"exists":[[true,0,0]]},"8":{}}}}';

  it('is written completely and read back', () => {
    expect(writeLedger(ledger)).toBe(text);
    expect(readLedger(text)).toEqual(ledger);
    expect(writeLedger(readLedger(text))).toBe(text);
  });

  it('is empty if there is none yet', () => {
    expect(readLedger('')).toEqual({ events: [], claims: new Map() });
  });

  it('has entities and fields by name, and none without statements', () => {
    expect([...partsOf(ledger, 'legs').keys()]).toEqual(['7', '8']);
    expect(partsOf(ledger, 'containers').size).toBe(0);
    expect([...fieldsOf(ledger).keys()]).toEqual(['name', 'pieces']);
    expect([...fieldsOf(ledger, 'legs', '7').keys()]).toEqual(['exists']);
    expect(fieldsOf(ledger, 'legs', '9').size).toBe(0);
  });

  it('contains the first event of each claim', () => {
    expect(firstSourceOf(ledger, ['x', 1, 2])).toBe(replaced);
    expect(firstSourceOf(ledger, undefined)).toBeUndefined();
  });
});
