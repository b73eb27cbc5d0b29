import { expect, it } from 'vitest';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { accuracyOf } from './eta-model.ts';

const claim = (day: string, reported: string) =>
  ({
    occurredAt: `${day}T00:00:00.000Z`,
    occurredText: day,
    occurredOffset: null,
    precision: 'day',
    reportedAt: `${reported}T00:00:00.000Z`,
  }) as TimelineEntry;

it('scores estimates before the arrival, not those after it', () => {
  const estimates = [
    claim('2026-04-01', '2026-03-01'),
    claim('2026-04-05', '2026-03-20'),
    claim('2026-04-04', '2026-04-09'),
  ];
  const actual = claim('2026-04-04', '2026-04-05');
  expect(accuracyOf({ estimates, planned: null, actual })).toEqual({ first: 3, last: -1, average: 2 });
  expect(accuracyOf({ estimates, planned: null, actual: null })).toBeNull();
});
