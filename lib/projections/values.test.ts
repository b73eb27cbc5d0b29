import { describe, expect, it } from 'vitest';
import { inOrder, isSame, type Json, valueKey } from './values.ts';

const instant = {
  at: '2026-03-12T06:00:00.000Z',
  text: '2026-03-12T14:00:00+08:00',
  offset: '+08:00',
  precision: 'time',
};
const inUtc = { at: '2026-03-12T06:00:00.000Z', text: '2026-03-12T06:00:00Z', offset: 'Z', precision: 'time' };
const unplaced = { at: '2026-03-12T06:00:00.000Z', text: '2026-03-12T06:00:00', offset: null, precision: 'time' };
const wholeDay = { at: '2026-03-12T00:00:00.000Z', text: '2026-03-12', offset: null, precision: 'day' };
const midnight = { at: '2026-03-12T00:00:00.000Z', text: '2026-03-12T00:00:00Z', offset: 'Z', precision: 'time' };

const window = { ...inUtc, text: '2026-03-12T06:00Z/2026-03-12T12:00Z' };
const local = { ...unplaced, text: '2026-03-12T06:00/2026-03-12T12:00' };

const PAIRS: readonly (readonly [string, Json, Json, boolean])[] = [
  ['texts', 'a', 'a', true],
  ['different texts', 'a', 'b', false],
  ['a number and its text', 1, '1', false],
  ['true and false', true, false, false],
  ['two undefined values', null, null, true],
  ['undefined and a text', null, 'null', false],
  ['undefined and an object', null, {}, false],
  ['a text and an object', 'a', { a: 1 }, false],
  ['lists', [1, { a: 2 }], [1, { a: 2 }], true],
  ['lists in another order', [1, 2], [2, 1], false],
  ['a list and an object', [], {}, false],
  ['objects with their keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
  ['objects with and without a key', { a: 1 }, { a: 1, b: 2 }, false],
  ['objects with other keys', { a: 1 }, { b: 1 }, false],
  ['objects with another value', { a: 1, b: 2 }, { a: 1, b: 3 }, false],
  ['objects within objects', { a: { b: [1] } }, { a: { b: [1] } }, true],
  ['other objects within objects', { a: { b: [1] } }, { a: { b: [2] } }, false],
  ['an instant in two notations', instant, inUtc, true],
  ['an instant and the same time without an offset', inUtc, unplaced, false],
  ['two times without an offset', unplaced, { ...unplaced, text: '2026-03-12 06:00' }, true],
  ['a day and its midnight in UTC', wholeDay, midnight, true],
  ['two ends in two notations', window, { ...window, text: '2026-03-12T14:00+08:00/2026-03-12T12:00:00+00:00' }, true],
  ['two windows that end at other instants', window, { ...window, text: '2026-03-12T06:00Z/2026-03-12T12:30Z' }, false],
  ['a window and its start', window, inUtc, false],
  ['two windows on a clock of its own', local, { ...local, text: '2026-03-12 06:00/2026-03-12T12:00:00' }, true],
  ['a window on a clock of its own and one in UTC', local, window, false],
  ['another instant', inUtc, { ...inUtc, at: '2026-03-12T07:00:00.000Z' }, false],
  ['a time and an invalid one', inUtc, { at: inUtc.at }, false],
];

describe('equal values are one claim', () => {
  it.each(PAIRS)('or not: %s', (_what, one, other, same) => {
    expect(isSame(one, other)).toBe(same);
    expect(isSame(other, one)).toBe(same);
  });

  it.each(PAIRS)('exactly if their keys are equal: %s', (_what, one, other, same) => {
    expect(valueKey(one) === valueKey(other)).toBe(same);
  });

  it('if neither is stated, not if one is', () => {
    expect(isSame(undefined, null)).toBe(true);
    expect(isSame(null, undefined)).toBe(true);
    expect(isSame(undefined, undefined)).toBe(true);
    expect(isSame(undefined, 0)).toBe(false);
    expect(isSame('', undefined)).toBe(false);
  });

  it('by their own keys, not inherited ones', () => {
    expect(isSame({ toString: 1 }, { constructor: 1 })).toBe(false);
  });
});

describe('a normalised value', () => {
  it('has sorted keys at every depth, unchanged lists, and no undefined values', () => {
    const value = { b: 1, a: { d: [3, 1, { z: 1, y: 2 }], c: null }, e: undefined };
    expect(JSON.stringify(inOrder(value))).toBe('{"a":{"c":null,"d":[3,1,{"z":1,"y":2}]},"b":1}');
  });

  it('is the value itself without keys', () => {
    for (const value of [null, 'text', 0, false, [2, 1]]) expect(inOrder(value)).toBe(value);
  });

  it('keeps the key __proto__', () => {
    const hostile = JSON.parse('{"__proto__":{"admin":true},"a":1}');
    expect(JSON.stringify(inOrder(hostile))).toBe('{"__proto__":{"admin":true},"a":1}');
  });
});
