import { expect, it } from 'vitest';
import type { ContainerRow, TimelineEntry } from '#db/queries/shipments.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import { containerProgressOf } from './container-progress.ts';

const box = (id: string) => ({ id, number: id }) as ContainerRow;
const claim = (code: MilestoneCode, classifier: Classifier, containerId: string | null) =>
  ({
    code,
    classifier,
    containerId,
    standing: 'current',
    flag: null,
    occurredAt: '2026-04-01T00:00:00.000Z',
    occurredText: '2026-04-01',
    occurredOffset: null,
    precision: 'day',
  }) as TimelineEntry;
const states = (rail: { steps: { state: string }[] } | undefined) => rail?.steps.map(({ state }) => state[0]).join('');

it('shows the milestones of each container, those of the vessel for all, and the slowest container first', () => {
  const rails = containerProgressOf(
    [box('A'), box('B')],
    [
      claim('LOADED', 'ACT', 'A'),
      claim('DEPARTED', 'ACT', null),
      claim('DISCHARGED', 'ACT', 'A'),
      claim('AVAILABLE_FOR_PICKUP', 'EST', 'A'),
    ],
  );
  expect(rails.map(({ container, slowest }) => [container.id, slowest])).toEqual([
    ['B', true],
    ['A', false],
  ]);
  expect(states(rails[0])).toBe('ddnaaa');
  expect(states(rails[1])).toBe('dddnaa');
  expect(rails[1]?.steps[3]?.moment?.text).toBe('2026-04-01');
});

it('marks no container as the slowest if all have the same position', () => {
  const rails = containerProgressOf([box('A'), box('B')], [claim('DEPARTED', 'ACT', null)]);
  expect(rails.some(({ slowest }) => slowest)).toBe(false);
});
