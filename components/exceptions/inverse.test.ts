import { expect, it } from 'vitest';
import type { ExceptionState } from '#lib/model/exception-act.ts';
import { inverseBatches, inverseOf } from './inverse.ts';

const state: ExceptionState = {
  ...{ owner: null, snoozedUntil: null, snoozedFor: null, resolvedAt: null, resolution: null },
};

it('undo restores the owner, the snooze and the resolution that an exception had', () => {
  expect(inverseOf({ act: 'assign', owner: 'ana@example.com' }, { ...state, owner: 'bo@example.com' })).toEqual([
    { act: 'assign', owner: 'bo@example.com' },
  ]);
  expect(inverseOf({ act: 'snooze', until: 'worse' }, state)).toEqual([{ act: 'unsnooze' }]);
  expect(inverseOf({ act: 'resolve', resolution: 'fixed' }, { ...state, snoozedFor: { until: 'worse' } })).toEqual([
    { act: 'reopen' },
    { act: 'snooze', until: 'worse' },
  ]);
  expect(inverseOf({ act: 'unsnooze' }, { ...state, snoozedUntil: '2026-04-03T09:00:00.000Z' })).toEqual([
    { act: 'snooze', until: '2026-04-03T09:00:00.000Z' },
  ]);
  expect(
    inverseOf({ act: 'reopen' }, { ...state, resolvedAt: '2026-04-03T09:00:00.000Z', resolution: 'not_ours' }),
  ).toEqual([{ act: 'resolve', resolution: 'not_ours' }]);
  expect(inverseOf({ act: 'note', note: 'Called the broker' }, state)).toEqual([]);
});

it('undo of many is one command for those that were alike, first steps first', () => {
  const rows = [
    { id: 'a', before: state },
    { id: 'b', before: { ...state, snoozedFor: { until: 'worse' } as const } },
    { id: 'c', before: state },
    { id: 'refused', before: null },
  ];
  expect(inverseBatches({ act: 'resolve', resolution: 'fixed' }, rows)).toEqual([
    { ids: ['a', 'b', 'c'], command: { act: 'reopen' } },
    { ids: ['b'], command: { act: 'snooze', until: 'worse' } },
  ]);
});
