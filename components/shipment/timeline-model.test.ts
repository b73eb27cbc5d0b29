import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { groupTimeline, overdueStatus, type TimelineRow } from './timeline-model.ts';

let count = 0;
function claim(
  fields: Partial<TimelineEntry> & Pick<TimelineEntry, 'code' | 'classifier' | 'occurredAt'>,
): TimelineEntry {
  count += 1;
  return {
    id: String(count),
    shipmentId: 's',
    legId: null,
    containerId: null,
    instance: null,
    standing: 'current',
    flag: null,
    occurredText: fields.occurredAt,
    occurredOffset: 'Z',
    precision: 'time',
    reportedAt: fields.occurredAt,
    learnedAt: fields.occurredAt,
    eventId: 'e',
    place: null,
    reason: null,
    containerNumber: null,
    provider: 'p',
    ...fields,
  };
}
const only = (entries: TimelineEntry[]): TimelineRow => {
  const row = groupTimeline(entries)[0]?.rows[0];
  if (!row) throw new Error('no row');
  return row;
};

describe('a timeline', () => {
  it('shows planned, estimated and actual times of a milestone together, and collapses the rest', () => {
    const row = only([
      claim({ code: 'ARRIVED', classifier: 'PLN', occurredAt: '2026-03-10T00:00:00.000Z' }),
      claim({ code: 'ARRIVED', classifier: 'EST', occurredAt: '2026-03-11T00:00:00.000Z', standing: 'superseded' }),
      claim({ code: 'ARRIVED', classifier: 'EST', occurredAt: '2026-03-12T00:00:00.000Z' }),
      claim({ code: 'ARRIVED', classifier: 'ACT', occurredAt: '2026-03-09T00:00:00.000Z', standing: 'retracted' }),
    ]);
    expect(row.best?.occurredAt).toBe('2026-03-12T00:00:00.000Z');
    expect(row.current.ACT).toBeNull();
    expect(row.past).toHaveLength(2);
  });

  it('separates legs and containers', () => {
    const at = '2026-03-10T00:00:00.000Z';
    const groups = groupTimeline([
      claim({ code: 'DEPARTED', classifier: 'ACT', occurredAt: at, legId: 'a' }),
      claim({ code: 'DEPARTED', classifier: 'ACT', occurredAt: at, legId: 'b' }),
      claim({ code: 'DELIVERED', classifier: 'EST', occurredAt: at }),
    ]);
    expect(groups.map((group) => [group.phase, group.rows.length])).toEqual([
      ['main', 2],
      ['destination', 1],
    ]);
  });
});

describe('a milestone on a leg', () => {
  const at = '2026-03-10T00:00:00.000Z';
  const phasesOf = (legId: string) =>
    groupTimeline(
      (['DEPARTED', 'ARRIVED', 'APPOINTMENT_SCHEDULED', 'CUSTOMS_RELEASED'] as const).map((code) =>
        claim({ code, classifier: 'ACT', occurredAt: at, legId }),
      ),
      [
        { id: 'haul', main: false },
        { id: 'ship', main: true },
        { id: 'truck', main: false },
      ],
    ).map(({ phase, rows }) => [phase, rows.length]);

  it('is listed under the section of its leg: an appointment at the warehouse of the shipper under origin', () => {
    expect(phasesOf('haul')).toEqual([
      ['origin', 3],
      ['customs', 1],
    ]);
    expect(phasesOf('truck')).toEqual([
      ['customs', 1],
      ['destination', 3],
    ]);
    expect(phasesOf('ship')).toEqual([
      ['main', 2],
      ['customs', 1],
      ['destination', 1],
    ]);
  });
});

describe('an expected milestone', () => {
  const now = Date.parse('2026-03-12T00:00:00.000Z');
  const due = claim({ code: 'ARRIVED', classifier: 'EST', occurredAt: '2026-03-11T00:00:00.000Z' });

  it('is overdue by the time since it was expected', () => {
    expect(overdueStatus(only([due]), [due], now)).toEqual({ overdue: 86_400_000 });
  });

  it('is unreported when a later milestone was reported', () => {
    const after = claim({ code: 'DISCHARGED', classifier: 'ACT', occurredAt: '2026-03-11T09:00:00.000Z' });
    expect(overdueStatus(only([due]), [due, after], now)).toBe('unreported');
  });

  it('is not late before the end of its day in all time zones', () => {
    const day = claim({
      code: 'ARRIVED',
      classifier: 'EST',
      occurredAt: '2026-03-11T00:00:00.000Z',
      precision: 'day',
    });
    expect(overdueStatus(only([day]), [day], now)).toBeNull();
  });

  it('is not late once it happened', () => {
    const fact = claim({ code: 'ARRIVED', classifier: 'ACT', occurredAt: '2026-03-11T12:00:00.000Z' });
    expect(overdueStatus(only([due, fact]), [due, fact], now)).toBeNull();
  });
});
