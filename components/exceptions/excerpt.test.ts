import { expect, it } from 'vitest';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import { excerptOf } from './excerpt.ts';

const AT = '2026-03-01T00:00:00.000Z';

function step(code: MilestoneCode, classifier: Classifier, day: number, change: Partial<TimelineEntry> = {}) {
  const occurredAt = `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`;
  return {
    ...{ shipmentId: 's', id: `${code} ${classifier} ${day}`, code, classifier, occurredAt, occurredText: occurredAt },
    ...{
      occurredOffset: 'Z',
      precision: 'time',
      reportedAt: AT,
      learnedAt: AT,
      eventId: 'e',
      place: null,
      reason: null,
    },
    ...{ legId: null, containerId: null, instance: null, standing: 'current', flag: null },
    ...{ containerNumber: null, provider: 'acme' },
    ...change,
  } as const satisfies TimelineEntry;
}

const shown = (...steps: TimelineEntry[]) => excerptOf(steps).map(({ id }) => id);

it('the excerpt has the last two milestones that happened and the next two that are expected', () => {
  expect(
    shown(
      step('CARGO_READY', 'ACT', 1),
      step('PICKED_UP', 'ACT', 2),
      step('DEPARTED', 'ACT', 4),
      step('ARRIVED', 'PLN', 20),
      step('DISCHARGED', 'EST', 22),
      step('DELIVERED', 'PLN', 28),
    ),
  ).toEqual(['PICKED_UP ACT 2', 'DEPARTED ACT 4', 'ARRIVED PLN 20', 'DISCHARGED EST 22']);
});

it('the excerpt shows the estimate of what was planned, and no plan of what happened', () => {
  expect(
    shown(
      step('DEPARTED', 'PLN', 3),
      step('DEPARTED', 'ACT', 4),
      step('ARRIVED', 'PLN', 20),
      step('ARRIVED', 'EST', 25),
      step('ARRIVED', 'PLN', 26, { id: 'second plan' }),
    ),
  ).toEqual(['DEPARTED ACT 4', 'ARRIVED EST 25']);
});

it('the excerpt leaves out what was retracted, what proves nothing, and single containers', () => {
  expect(
    shown(
      step('DEPARTED', 'ACT', 4, { standing: 'retracted' }),
      step('ARRIVED', 'ACT', 9, { flag: 'future' }),
      step('DISCHARGED', 'ACT', 10, { containerId: 'c' }),
    ),
  ).toEqual([]);
});
