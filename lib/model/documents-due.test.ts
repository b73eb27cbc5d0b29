import { describe, expect, it } from 'vitest';
import { type CheckedMilestone, happenedOf } from './documents-due.ts';
import type { MilestoneCode } from './milestone.ts';
import { PROGRESS_STEPS, type Progress, type Stage } from './shipment.ts';

function dotsUntil(last: Progress[number]['step']): Progress {
  const done = PROGRESS_STEPS.indexOf(last);
  return PROGRESS_STEPS.map((step, at) => ({ step, state: at <= done ? 'done' : 'ahead', moment: null }));
}

function entry(code: MilestoneCode, rest: Partial<CheckedMilestone> = {}): CheckedMilestone {
  return { code, classifier: 'ACT', standing: 'current', flag: null, ...rest };
}

const behind = (status: Stage, until: Progress[number]['step'], timeline: CheckedMilestone[] = []) => [
  ...happenedOf({ status, progress: dotsUntil(until) }, timeline),
];

describe('documents of a shipment are due', () => {
  it('by the stage of the whole shipment, not of the pre-carriage', () => {
    const haul = entry('ARRIVED');
    expect(behind('at_origin', 'picked_up', [haul])).toEqual([]);
    expect(behind('in_transit', 'departed', [haul])).toEqual(['DEPARTED']);
  });

  it('by the departure from a transshipment port if that from the first port is unknown', () => {
    expect(behind('in_transit', 'picked_up')).toEqual(['DEPARTED']);
  });

  it('by the departure of the delivery truck, under any milestone', () => {
    expect(behind('delivering', 'arrived', [entry('DEPARTED')])).toContain('OUT_FOR_DELIVERY');
  });

  it('not by the empty return of one container', () => {
    expect(behind('arrived', 'arrived', [entry('EMPTY_RETURNED')])).not.toContain('DELIVERED');
  });

  it('by the customs release, unless it was retracted or is in the future', () => {
    expect(behind('in_transit', 'departed', [entry('CUSTOMS_RELEASED')])).toContain('CUSTOMS_RELEASED');
    for (const rest of [{ standing: 'retracted' }, { flag: 'future' }, { classifier: 'EST' }] as const)
      expect(behind('in_transit', 'departed', [entry('CUSTOMS_RELEASED', rest)])).not.toContain('CUSTOMS_RELEASED');
  });
});
