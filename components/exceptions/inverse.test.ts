import { expect, it } from 'vitest';
import { inverseBatches, inverseOf, type Undoable } from './inverse.ts';

const row: Undoable = {
  ...{ id: 'a', owner: null, snoozedUntil: null, snoozedFor: null, resolvedAt: null, resolution: null },
};

it('undo restores the owner, the snooze and the resolution that an exception had', () => {
  expect(inverseOf({ act: 'assign', owner: 'ana@example.com' }, { ...row, owner: 'bo@example.com' })).toEqual([
    { act: 'assign', owner: 'bo@example.com' },
  ]);
  expect(inverseOf({ act: 'snooze', until: 'worse' }, row)).toEqual([{ act: 'unsnooze' }]);
  expect(inverseOf({ act: 'resolve', resolution: 'fixed' }, { ...row, snoozedFor: { until: 'worse' } })).toEqual([
    { act: 'reopen' },
    { act: 'snooze', until: 'worse' },
  ]);
  expect(inverseOf({ act: 'unsnooze' }, { ...row, snoozedUntil: '2026-04-03T09:00:00.000Z' })).toEqual([
    { act: 'snooze', until: '2026-04-03T09:00:00.000Z' },
  ]);
  expect(
    inverseOf({ act: 'reopen' }, { ...row, resolvedAt: '2026-04-03T09:00:00.000Z', resolution: 'not_ours' }),
  ).toEqual([{ act: 'resolve', resolution: 'not_ours' }]);
  expect(inverseOf({ act: 'note', note: 'Called the broker' }, row)).toEqual([]);
});

it('undo of many is one command for those that were alike, first steps first', () => {
  const rows = [row, { ...row, id: 'b', snoozedFor: { until: 'worse' } as const }, { ...row, id: 'c' }];
  expect(inverseBatches({ act: 'resolve', resolution: 'fixed' }, rows)).toEqual([
    { ids: ['a', 'b', 'c'], command: { act: 'reopen' } },
    { ids: ['b'], command: { act: 'snooze', until: 'worse' } },
  ]);
});
