import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { partId } from '#lib/model/identity.ts';
import { InMemory, idOf } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { at, happened } from '#tests/support/shipment-rows.ts';

const SHANGHAI = at('Shanghai', { country: 'CN', unlocode: 'CNSHA' });
const ANGELES = at('Los Angeles', { country: 'US', unlocode: 'USLAX' });
const DOOR = at('Reno warehouse', { country: 'US' });
const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
const leg = (id: string, mode: 'ocean' | 'truck', origin = SHANGHAI, destination = ANGELES): Change => {
  return { kind: 'leg', shipment: 'S', leg: id, fields: { mode, origin, destination } };
};
const container = (id: string, number?: string): Change => {
  return { kind: 'container', shipment: 'S', container: id, fields: number === undefined ? {} : { number } };
};
const hint = (change: Change): Change => ({ ...change, hint: true }) as Change;
const retracted = (change: Change): Change => ({ ...change, moment: null }) as Change;

/** The milestones after these events, one per day from 1 March on. */
function milestones(...events: Change[][]) {
  const kept = new InMemory();
  for (const [index, changes] of events.entries()) kept.apply(reportedEvent(day(index + 1), ...changes));
  return kept.rows('milestones');
}
/** Text, standing and flag of each, in order of time. */
const statesOf = (rows: ReturnType<typeof milestones>) =>
  rows
    .toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))
    .map(({ occurredText, standing, flag }) => [occurredText, standing, ...(flag ? [flag] : [])].join(' '));
const partOf = (rows: ReturnType<typeof milestones>) => {
  const names = new Map<string | null, string>([[null, '-']]);
  for (const type of ['leg', 'container'] as const) {
    for (const id of ['1', '2', 'c1', 'c2']) names.set(partId(idOf('shipment', 'S'), type, id), id);
  }
  return rows.map(({ code, legId, containerId, instance }) =>
    [code, names.get(legId), names.get(containerId), instance ?? '-'].join(' '),
  );
};

describe('a milestone', () => {
  it('keeps all claims with first event, place and reason', () => {
    const kept = new InMemory();
    const event = reportedEvent(
      day(1),
      leg('1', 'ocean'),
      happened('DELAY', '2026-03-01T10:00:00+08:00', {
        leg: '1',
        container: 'c1',
        instance: 'x',
        place: DOOR,
        reason: 'weather_delay',
      }),
    );
    kept.apply(event);
    const shipmentId = idOf('shipment', 'S');
    expect(kept.rows('milestones')).toEqual([
      {
        shipmentId,
        id: 'DELAY|1|c1|x|ACT|2026-03-01T02:00:00.000Z',
        code: 'DELAY',
        classifier: 'ACT',
        legId: partId(shipmentId, 'leg', '1'),
        containerId: partId(shipmentId, 'container', 'c1'),
        instance: 'x',
        standing: 'current',
        flag: null,
        occurredAt: '2026-03-01T02:00:00.000Z',
        occurredText: '2026-03-01T10:00:00+08:00',
        occurredOffset: '+08:00',
        precision: 'time',
        reportedAt: day(1),
        learnedAt: day(1),
        eventId: event.id,
        place: expect.objectContaining({ name: 'Reno warehouse' }),
        reason: 'weather_delay',
      },
    ]);
  });

  it('has planned, estimated and actual times, each with its history', () => {
    const of = (classifier: 'PLN' | 'EST' | 'ACT', text: string) => [happened('ARRIVED', text, { classifier })];
    const rows = milestones(
      of('PLN', '2026-03-10'),
      of('EST', '2026-03-12'),
      of('EST', '2026-03-14'),
      of('ACT', '2026-03-15'),
      of('EST', '2026-03-16'),
    );
    expect(
      rows.map(({ classifier, occurredText, standing }) => `${classifier} ${occurredText} ${standing}`).sort(),
    ).toEqual([
      'ACT 2026-03-15 current',
      'EST 2026-03-12 superseded',
      'EST 2026-03-14 superseded',
      'EST 2026-03-16 current',
      'PLN 2026-03-10 current',
    ]);
  });

  it('that is retracted keeps its last claim', () => {
    const fact = (text: string) => [happened('ARRIVED', text)];
    expect(
      statesOf(milestones(fact('2026-03-01'), fact('2026-03-02'), [retracted(happened('ARRIVED', '2026-03-02'))])),
    ).toEqual(['2026-03-01 superseded', '2026-03-02 retracted']);
    expect(statesOf(milestones([retracted(happened('ARRIVED', '2026-03-02'))], fact('2026-03-02')))).toEqual([
      '2026-03-02 current',
    ]);
    expect(milestones([retracted(happened('ARRIVED', '2026-03-02'))])).toEqual([]);
  });
});

describe('the place of a milestone', () => {
  const placeOf = (...changes: Change[]) => milestones(changes).map(({ place }) => place?.name ?? null);

  it('is the stated one, else the start or end of its leg', () => {
    expect(placeOf(leg('1', 'ocean'), happened('ARRIVED', '2026-03-01', { leg: '1', place: DOOR }))).toEqual([
      'Reno warehouse',
    ]);
    for (const code of ['DEPARTED', 'LOADED', 'LOADING', 'PICKED_UP', 'OUT_FOR_DELIVERY', 'CARGO_READY'] as const)
      expect(placeOf(leg('1', 'ocean'), happened(code, '2026-03-01', { leg: '1' }))).toEqual(['Shanghai']);
    for (const code of ['ARRIVED', 'DISCHARGED', 'DELIVERED', 'CUSTOMS_RELEASED'] as const)
      expect(placeOf(leg('1', 'ocean'), happened(code, '2026-03-01', { leg: '1' }))).toEqual(['Los Angeles']);
  });

  it('is unknown without a leg', () => {
    expect(placeOf(happened('DELIVERED', '2026-03-01'))).toEqual([null]);
    expect(placeOf(happened('ARRIVED', '2026-03-01', { leg: 'gone' }))).toEqual([null]);
    const bare: Change = { kind: 'leg', shipment: 'S', leg: '1', fields: { mode: 'ocean' } };
    expect(placeOf(bare, happened('ARRIVED', '2026-03-01', { leg: '1' }))).toEqual([null]);
  });

  it('has the time zone of times without an offset', () => {
    const [row] = milestones([leg('1', 'ocean'), happened('ARRIVED', '2026-03-01T09:00:00', { leg: '1' })]);
    expect(row).toMatchObject({
      occurredAt: '2026-03-01T17:00:00.000Z',
      occurredOffset: '-08:00',
      place: { timeZone: 'America/Los_Angeles' },
    });
  });

  it('merges claims of one instant, with and without an offset', () => {
    const times = ['2026-03-01T09:00:00', '2026-03-01T17:00:00Z'].map((text) => [
      leg('1', 'ocean'),
      happened('ARRIVED', text, { leg: '1' }),
    ]);
    expect(statesOf(milestones(...times))).toEqual(['2026-03-01T09:00:00 current']);
  });

  it('allows the retraction of a time without an offset', () => {
    const fact = happened('ARRIVED', '2026-03-01T09:00:00', { leg: '1' });
    expect(statesOf(milestones([leg('1', 'ocean'), fact], [retracted(fact)]))).toEqual([
      '2026-03-01T09:00:00 retracted',
    ]);
  });

  it('does not matter for a day', () => {
    const rows = milestones([happened('DELIVERED', '2026-03-01')]);
    expect(rows.map(({ id }) => id)).toEqual(['DELIVERED||||ACT|2026-03-01T00:00:00.000Z']);
  });

  it('that is unknown keeps a time without an offset separate from the same in UTC', () => {
    const times = ['2026-03-01T09:00:00', '2026-03-01T09:00:00Z'].map((text) => [happened('DELIVERED', text)]);
    const offsets = Object.fromEntries(milestones(...times).map(({ id, occurredOffset }) => [id, occurredOffset]));
    expect(offsets).toEqual({
      'DELIVERED||||ACT|2026-03-01T09:00:00.000Z': 'Z',
      'DELIVERED||||ACT|2026-03-01T09:00:00.000Z local': null,
    });
  });
});

describe('a hint', () => {
  it('keeps its reason to itself: an appointment is not first come, first served', () => {
    const wanted = hint(happened('DEPARTED', '2026-03-02', { classifier: 'PLN', leg: '1', reason: 'FCFS' }));
    const appointed = happened('DEPARTED', '2026-03-02T10:00', { classifier: 'PLN', leg: '1' });
    const reasons = (...events: Change[][]) =>
      milestones(...events).map(({ occurredText, reason }) => [occurredText, reason]);
    expect(reasons([wanted])).toEqual([['2026-03-02', 'FCFS']]);
    expect(reasons([wanted], [appointed])).toEqual([['2026-03-02T10:00', null]]);
    expect(reasons([appointed], [wanted])).toEqual([['2026-03-02T10:00', null]]);
  });

  const stated = happened('DEPARTED', '2026-03-01');
  const copy = hint(happened('DEPARTED', '2026-03-02'));

  it('counts while there is nothing better', () => {
    expect(statesOf(milestones([copy]))).toEqual(['2026-03-02 current']);
    expect(statesOf(milestones([stated], [copy]))).toEqual(['2026-03-01 current']);
    expect(statesOf(milestones([copy], [stated]))).toEqual(['2026-03-01 current']);
  });

  it('of the shipment counts while no leg has the milestone, a hint of a leg while that leg has none', () => {
    const legs = [leg('1', 'ocean'), leg('2', 'truck', ANGELES, DOOR)];
    const ofTruck = happened('DEPARTED', '2026-03-05', { leg: '2' });
    expect(statesOf(milestones([...legs, ofTruck, copy]))).toEqual(['2026-03-02 current', '2026-03-05 current']);
    expect(statesOf(milestones([leg('1', 'ocean'), leg('2', 'ocean', ANGELES, DOOR), ofTruck, copy]))).toEqual([
      '2026-03-05 current',
    ]);
    const ofShip = hint(happened('DEPARTED', '2026-03-04', { leg: '1' }));
    expect(statesOf(milestones([...legs, ofTruck, ofShip]))).toEqual(['2026-03-04 current', '2026-03-05 current']);
    expect(statesOf(milestones([...legs, happened('DEPARTED', '2026-03-05', { leg: '1' }), ofShip]))).toEqual([
      '2026-03-05 current',
    ]);
  });

  it('of an estimate counts in addition to a fact', () => {
    const estimate = hint(happened('DEPARTED', '2026-03-02', { classifier: 'EST' }));
    expect(statesOf(milestones([stated, estimate]))).toEqual(['2026-03-01 current', '2026-03-02 current']);
  });

  it('that is taken back takes back the date that was stated before', () => {
    expect(statesOf(milestones([stated, copy], [retracted(copy)]))).toEqual(['2026-03-01 retracted']);
    expect(statesOf(milestones([copy], [leg('1', 'ocean'), stated], [retracted(copy)]))).toEqual([
      '2026-03-01 retracted',
    ]);
    expect(statesOf(milestones([stated], [retracted(copy)]))).toEqual(['2026-03-01 current']);
  });

  it('does not take back the date of a leg, nor one that the same event states', () => {
    const ofLeg = happened('DEPARTED', '2026-03-01', { leg: '1' });
    const empty = [leg('1', 'ocean'), retracted(ofLeg), retracted(copy)];
    expect(statesOf(milestones(empty, [ofLeg, copy], [ofLeg, retracted(copy)]))).toEqual(['2026-03-01 current']);
    expect(statesOf(milestones([leg('1', 'ocean'), copy], [ofLeg], [retracted(copy)]))).toEqual(['2026-03-01 current']);
    expect(statesOf(milestones([copy], [stated, retracted(copy)]))).toEqual(['2026-03-01 current']);
    const kept = new InMemory();
    kept.apply(reportedEvent(day(1), copy), reportedEvent(day(2), stated), reportedEvent(day(2), retracted(copy)));
    expect(statesOf(kept.rows('milestones'))).toEqual(['2026-03-01 current']);
  });
});

describe('a milestone without a leg', () => {
  const ship = leg('1', 'ocean');
  const mile = leg('2', 'truck', ANGELES, DOOR);

  it.each<[string, Change[], string]>([
    [
      'belongs to the only leg that begins at its place',
      [ship, mile, happened('DEPARTED', '2026-03-01', { place: ANGELES })],
      'DEPARTED 2 - -',
    ],
    [
      'belongs to the only leg that ends at its place',
      [ship, mile, happened('ARRIVED', '2026-03-01', { place: at('Los Angeles, CA') })],
      'ARRIVED 1 - -',
    ],
    [
      'belongs to no leg if several end there',
      [ship, leg('2', 'ocean'), happened('ARRIVED', '2026-03-01', { place: ANGELES })],
      'ARRIVED - - -',
    ],
    [
      'belongs to the main carriage without a place',
      [ship, mile, happened('DEPARTED', '2026-03-01')],
      'DEPARTED 1 - -',
    ],
    [
      'belongs to no leg if the main carriage has several',
      [ship, leg('2', 'ocean', ANGELES, DOOR), happened('DEPARTED', '2026-03-01')],
      'DEPARTED - - -',
    ],
    [
      'belongs to no leg if its place is another',
      [ship, mile, happened('DEPARTED', '2026-03-01', { place: at('Busan', { country: 'KR' }) })],
      'DEPARTED - - -',
    ],
    ['of loading belongs to a leg only by its place', [ship, mile, happened('LOADED', '2026-03-01')], 'LOADED - - -'],
    [
      'of loading belongs to the leg of its place',
      [ship, mile, happened('LOADED', '2026-03-01', { place: SHANGHAI })],
      'LOADED 1 - -',
    ],
    [
      'of discharge belongs to the leg of its place',
      [ship, mile, happened('DISCHARGED', '2026-03-01', { place: ANGELES })],
      'DISCHARGED 1 - -',
    ],
    [
      'of a container belongs to a leg only by its place',
      [ship, mile, happened('DEPARTED', '2026-03-01', { container: 'c1' })],
      'DEPARTED - c1 -',
    ],
    [
      'at the door belongs to no leg',
      [ship, mile, happened('DELIVERED', '2026-03-01', { place: DOOR })],
      'DELIVERED - - -',
    ],
    [
      'keeps its own leg',
      [ship, mile, happened('ARRIVED', '2026-03-01', { leg: '2', place: ANGELES })],
      'ARRIVED 2 - -',
    ],
  ])('%s', (_what, changes, expected) => {
    expect(partOf(milestones(changes))).toEqual([expected]);
  });

  it('belongs to the main leg also if that has no origin', () => {
    const bare: Change = { kind: 'leg', shipment: 'S', leg: '1', fields: { mode: 'ocean', destination: ANGELES } };
    expect(partOf(milestones([bare, happened('DEPARTED', '2026-03-01', { place: SHANGHAI })]))).toEqual([
      'DEPARTED 1 - -',
    ]);
    expect(partOf(milestones([bare, happened('ARRIVED', '2026-03-01', { place: SHANGHAI })]))).toEqual([
      'ARRIVED - - -',
    ]);
  });

  it('is placed by the place of the fact, else of the estimate', () => {
    const estimate = happened('DEPARTED', '2026-03-01', { place: ANGELES, classifier: 'EST' });
    const plan = happened('DEPARTED', '2026-03-01', { place: SHANGHAI, classifier: 'PLN' });
    const other = happened('DEPARTED', '2026-03-01', { place: ANGELES, classifier: 'PLN' });
    expect(partOf(milestones([ship, mile, other]))).toEqual(['DEPARTED 2 - -']);
    expect(partOf(milestones([ship, mile, plan]))).toEqual(['DEPARTED 1 - -']);
    expect(partOf(milestones([ship, mile, plan, estimate]))).toEqual(['DEPARTED 2 - -', 'DEPARTED 2 - -']);
  });

  it('is merged with the milestone of the leg', () => {
    const rows = milestones(
      [ship, mile, happened('DEPARTED', '2026-03-01')],
      [happened('DEPARTED', '2026-03-02', { leg: '1' })],
    );
    expect(statesOf(rows)).toEqual(['2026-03-01 superseded', '2026-03-02 current']);
  });
});

describe('a milestone with a container number only', () => {
  it('belongs to that container, in any notation of the number', () => {
    const rows = milestones([
      container('c1', 'CSQU 305438-3'),
      happened('DISCHARGED', '2026-03-01', { instance: 'CSQU3054383' }),
    ]);
    expect(partOf(rows)).toEqual(['DISCHARGED - c1 -']);
  });

  it('is merged with the milestone of that container', () => {
    const byNumber = happened('DISCHARGED', '2026-03-01', { instance: 'CSQU3054383' });
    const byId = happened('DISCHARGED', '2026-03-02', { container: 'c1' });
    expect(statesOf(milestones([container('c1', 'CSQU3054383'), byNumber], [byId]))).toEqual([
      '2026-03-01 superseded',
      '2026-03-02 current',
    ]);
  });

  it('belongs to none if no container has the number', () => {
    const rows = milestones([
      container('c1', 'CSQU3054383'),
      happened('DISCHARGED', '2026-03-01', { instance: 'MSKU1234565' }),
    ]);
    expect(partOf(rows)).toEqual(['DISCHARGED - - MSKU1234565']);
  });

  it('keeps its own container and its own instance', () => {
    const rows = milestones([
      container('c1', 'CSQU3054383'),
      happened('DISCHARGED', '2026-03-01', { container: 'c2', instance: 'CSQU3054383' }),
    ]);
    expect(partOf(rows)).toEqual(['DISCHARGED - c2 CSQU3054383']);
    expect(partOf(milestones([container('c1'), container('c2', ''), happened('DELAY', '2026-03-01')]))).toEqual([
      'DELAY - - -',
    ]);
  });
});

describe('an implausible time', () => {
  const fact = (text: string) => [happened('ARRIVED', text)];
  it('is kept and flagged, and does not replace a plausible one', () => {
    expect(statesOf(milestones(fact('2026-03-01'), fact('1985-03-02')))).toEqual([
      '1985-03-02 superseded implausible',
      '2026-03-01 current',
    ]);
    expect(statesOf(milestones(fact('1985-03-02')))).toEqual(['1985-03-02 current implausible']);
  });

  it('is compared with the day on which it was learned, not with today', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent('2012-03-01T00:00:00.000Z', happened('ARRIVED', '2000-03-01')));
    expect(kept.rows('milestones').map(({ flag }) => flag)).toEqual([null]);
  });

  it('may be in the future, and is a fact once its time has come', () => {
    const kept = new InMemory('2026-03-02T00:00:00.000Z');
    kept.apply(
      reportedEvent(
        day(1),
        happened('ARRIVED', '2026-03-03T12:00:00Z'),
        happened('DEPARTED', '2026-03-03T12:00:00Z', { classifier: 'EST' }),
      ),
    );
    expect(
      kept
        .rows('milestones')
        .map(({ code, flag }) => [code, flag])
        .sort(),
    ).toEqual([
      ['ARRIVED', 'future'],
      ['DEPARTED', null],
    ]);
    expect(kept.row('shipments').status).toBe('unknown');
  });
});
