import { expect, it } from 'vitest';
import { furthestOf, includes, NOTICE_MILESTONES, reachedBy } from './notice.ts';
import { STAGES, type Stage } from './shipment.ts';

it.each([
  ['unknown', 'ocean', null],
  ['at_origin', 'ocean', null],
  ['in_transit', 'ocean', 'departed'],
  ['arrived', 'ocean', 'arrived'],
  ['delivering', 'air', 'arrived'],
  ['arrived', 'truck', 'departed'],
  ['at_destination', 'truck', 'arrived'],
  ['delivered', 'truck', 'delivered'],
  ['cancelled', 'ocean', 'ended'],
  ['removed', null, 'ended'],
] as const)('the status %s of a shipment by %s proves: %s', (stage, mode, reached) => {
  expect(reachedBy(stage, mode)).toBe(reached);
});

it('each status proves a milestone and those before it', () => {
  for (const stage of Object.keys(STAGES) as Stage[]) {
    const passed = NOTICE_MILESTONES.map((one) => includes(reachedBy(stage, 'ocean'), one));
    expect(passed).toEqual(passed.toSorted((a, b) => Number(b) - Number(a)));
  }
});

it('the furthest of the milestones of a rule counts', () => {
  expect(furthestOf(['departed', 'delivered'], 'arrived')).toBe('departed');
  expect(furthestOf(['delivered'], 'arrived')).toBeNull();
  expect(furthestOf(['departed'], 'ended')).toBeNull();
});
