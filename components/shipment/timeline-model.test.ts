import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import type { Place } from '#lib/model/place.ts';
import type { Carriage } from './carriage.ts';
import type { TimelineRow } from './milestone-row.ts';
import { groupTimeline, overdueStatus } from './timeline-model.ts';

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
      {
        legs: [
          { id: 'haul', main: false },
          { id: 'ship', main: true },
          { id: 'truck', main: false },
        ],
      },
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

describe('the parts of a transport', () => {
  const place = (unlocode: string) => ({ name: unlocode, country: null, unlocode, timeZone: null }) as unknown as Place;
  const leg = (id: string, mode: string, [origin, destination]: [string, string]) => ({
    ...{ id, mode, main: false, origin: place(origin), destination: place(destination) },
  });
  const legs = [
    leg('lorry', 'truck', ['CNSZX', 'CNYTN']),
    leg('feeder', 'ocean', ['CNYTN', 'SGSIN']),
    leg('ship', 'ocean', ['SGSIN', 'DEHAM']),
    leg('train', 'rail', ['DEHAM', 'DEMUN']),
  ];
  const ports = { portOfLoading: place('CNYTN'), portOfDischarge: place('DEHAM') };
  const at = '2026-03-10T00:00:00.000Z';
  const phaseOf = (fields: Partial<TimelineEntry> & Pick<TimelineEntry, 'code'>, route: Carriage) =>
    groupTimeline([claim({ classifier: 'ACT', occurredAt: at, ...fields })], route).map(({ label }) => label);

  it('are told apart by the ports of loading and discharge where the source names no main leg', () => {
    const route = { legs, mode: 'ocean', ...ports };
    const labels = legs.flatMap(({ id }) => phaseOf({ code: 'DEPARTED', legId: id }, route));
    expect(labels).toEqual(['Pre-carriage', 'Main carriage', 'Main carriage', 'On-carriage']);
  });

  it('are told apart by the modes of the legs where the ports are unknown', () => {
    const route = { legs, mode: 'ocean' };
    const labels = legs.flatMap(({ id }) => phaseOf({ code: 'ARRIVED', legId: id }, route));
    expect(labels).toEqual(['Pre-carriage', 'Main carriage', 'Main carriage', 'On-carriage']);
  });

  it('contain milestones without a leg by their place', () => {
    const route = { legs, mode: 'ocean', ...ports };
    expect(phaseOf({ code: 'ARRIVED', place: place('CNYTN') }, route)).toEqual(['Pre-carriage']);
    expect(phaseOf({ code: 'DEPARTED', place: place('CNYTN') }, route)).toEqual(['Main carriage']);
    expect(phaseOf({ code: 'ARRIVED', place: place('DEHAM') }, route)).toEqual(['Main carriage']);
    expect(phaseOf({ code: 'DEPARTED', place: place('DEHAM') }, route)).toEqual(['On-carriage']);
  });

  it('are not known without legs, and have no such names for a shipment by truck', () => {
    expect(phaseOf({ code: 'DEPARTED', legId: 'x' }, { legs: [], mode: 'ocean', ...ports })).toEqual(['Main carriage']);
    expect(phaseOf({ code: 'PICKED_UP' }, { legs: [], mode: 'truck' })).toEqual(['Origin']);
    expect(phaseOf({ code: 'DELIVERED' }, { legs: [], mode: 'truck' })).toEqual(['Destination']);
  });
});

describe('a milestone of a shipment and its container', () => {
  const [at, later] = ['2026-03-10T00:00:00.000Z', '2026-03-11T00:00:00.000Z'];
  const of = (container: string | null, fields: Partial<TimelineEntry> = {}) =>
    claim({
      code: 'ARRIVED',
      classifier: 'ACT',
      occurredAt: at,
      containerId: container,
      containerNumber: container,
      ...fields,
    });
  const rowsOf = (...entries: TimelineEntry[]) => groupTimeline(entries).flatMap(({ rows }) => rows);

  it('is one row if both have the same times', () => {
    expect(rowsOf(of(null), of('MSKU1'))).toMatchObject([{ container: 'MSKU1' }]);
    expect(rowsOf(of('MSKU1'), of(null, { legId: 'a' }), of('MSKU2'))).toMatchObject([
      { leg: 'a', container: '2 containers' },
    ]);
  });

  it('is one row if the only container has times that the shipment lacks', () => {
    const [row, ...others] = rowsOf(of(null, { classifier: 'EST' }), of('MSKU1', { occurredAt: later }));
    expect(others).toEqual([]);
    expect(row?.current).toMatchObject({ EST: { occurredAt: at }, ACT: { occurredAt: later } });
    expect(row?.best?.occurredAt).toBe(later);
  });

  it('are two rows if the times differ, or if one of several containers is ahead', () => {
    expect(rowsOf(of(null), of('MSKU1', { occurredAt: later }))).toHaveLength(2);
    expect(rowsOf(of(null, { classifier: 'EST' }), of('MSKU1'), of('MSKU2', { classifier: 'EST' }))).toMatchObject([
      { container: 'MSKU2' },
      { container: 'MSKU1' },
    ]);
    expect(rowsOf(of(null, { instance: '1' }), of('MSKU1', { instance: '2' }))).toHaveLength(2);
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
