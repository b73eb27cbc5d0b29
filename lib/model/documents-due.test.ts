import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { PROGRESS_STEPS, type Progress, type Stage } from '#lib/model/shipment.ts';
import { happenedOf } from './documents-due.ts';

function dotsUntil(last: Progress[number]['step']): Progress {
  const done = PROGRESS_STEPS.indexOf(last);
  return PROGRESS_STEPS.map((step, at) => ({ step, state: at <= done ? 'done' : 'ahead', moment: null }));
}

function entry(code: MilestoneCode, rest: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    shipmentId: 's',
    id: code,
    code,
    classifier: 'ACT',
    legId: null,
    containerId: null,
    instance: null,
    standing: 'current',
    flag: null,
    occurredAt: '2026-02-01T00:00:00.000Z',
    occurredText: '2026-02-01',
    occurredOffset: null,
    precision: 'day',
    reportedAt: '2026-02-01T00:00:00.000Z',
    learnedAt: '2026-02-01T00:00:00.000Z',
    eventId: 'e',
    place: null,
    reason: null,
    containerNumber: null,
    provider: 'flexport',
    ...rest,
  };
}

const behind = (status: Stage, until: Progress[number]['step'], timeline: TimelineEntry[] = []) => [
  ...happenedOf({ status, progress: dotsUntil(until) }, timeline),
];

describe('documents of a shipment are due', () => {
  it('by the stage of the whole shipment, not of the pre-carriage', () => {
    const haul = entry('ARRIVED', { legId: 'haul' });
    expect(behind('at_origin', 'picked_up', [haul])).toEqual([]);
    expect(behind('in_transit', 'departed', [haul])).toEqual(['DEPARTED']);
  });

  it('by the departure from a transshipment port if that from the first port is unknown', () => {
    expect(behind('in_transit', 'picked_up')).toEqual(['DEPARTED']);
  });

  it('by the departure of the delivery truck, under any milestone', () => {
    expect(behind('delivering', 'arrived', [entry('DEPARTED', { legId: 'door' })])).toContain('OUT_FOR_DELIVERY');
  });

  it('not by the empty return of one container', () => {
    expect(behind('arrived', 'arrived', [entry('EMPTY_RETURNED', { containerId: 'c1' })])).not.toContain('DELIVERED');
  });

  it('by the customs release, unless it was retracted or is in the future', () => {
    expect(behind('in_transit', 'departed', [entry('CUSTOMS_RELEASED')])).toContain('CUSTOMS_RELEASED');
    for (const rest of [{ standing: 'retracted' }, { flag: 'future' }, { classifier: 'EST' }] as const)
      expect(behind('in_transit', 'departed', [entry('CUSTOMS_RELEASED', rest)])).not.toContain('CUSTOMS_RELEASED');
  });
});
