import { describe, expect, it } from 'vitest';
import { instantIn, TIME_FORMS } from '#lib/emulator/accent/times.ts';
import { altered, changesOf, find, fixture, milestonesOf } from './fixtures/load.ts';

describe('an event of a leg', () => {
  it('happened at its occurrence, in the notation of the leg, at the place of the event', () => {
    const [departed] = milestonesOf(fixture('leg-ocean-departed'));
    expect(departed).toEqual({
      kind: 'milestone',
      shipment: '418806',
      code: 'DEPARTED',
      classifier: 'ACT',
      leg: '1204551',
      containers: ['552310', '552311'],
      moment: {
        at: '2026-03-13T14:40:00.000Z',
        text: '2026-03-13T22:40:00.000+08:00',
        offset: '+08:00',
        precision: 'time',
      },
      place: { name: 'Ningbo, China', country: 'CN', unlocode: 'CNNGB', timeZone: 'Asia/Shanghai' },
    });
  });

  it('reads local noon and midnight as a day, and those of UTC as a time', () => {
    expect(milestonesOf(fixture('leg-truck-arrived'))[0]?.moment).toMatchObject({
      at: '2026-05-11T11:00:00.000Z',
      precision: 'day',
    });
    const precisionOf = (estimated_departure_date: string) => {
      const body = altered('leg-truck-arrived', { resource: { estimated_departure_date } });
      return find(body, { code: 'DEPARTED', classifier: 'EST', leg: '1221004' })[0]?.moment?.precision;
    };
    expect(precisionOf('2026-05-11T12:00:00.000Z')).toBe('time');
    expect(precisionOf('2026-05-11T00:00:00.000Z')).toBe('time');
    expect(precisionOf('2026-05-11T00:00:00.000-08:00')).toBe('day');
    expect(precisionOf('2026-05-11T00:15:00.000-08:00')).toBe('time');
    for (const text of TIME_FORMS.map((form) => instantIn(form, '2026-05-11T12:00:00.000-08:00') ?? ''))
      expect([text, precisionOf(text)]).toEqual([text, 'day']);
  });

  it('prevails over a different value in its snapshot', () => {
    for (const actual_arrival_date of [null, '2026-05-09T08:00:00.000+01:00']) {
      const found = find(altered('leg-truck-arrived', { resource: { actual_arrival_date } }), {
        code: 'ARRIVED',
        classifier: 'ACT',
        leg: '1221004',
      });
      expect(found.map(({ moment }) => moment?.at)).toEqual(['2026-05-11T11:00:00.000Z']);
    }
  });

  it('falls back to the report time, and to the end of the leg', () => {
    const body = { ...fixture('leg-air-arrived'), occurred_at: null };
    body.data = { ...body.data, location: null };
    expect(milestonesOf(body)[0]).toMatchObject({
      moment: { at: '2026-03-18T05:31:01.900Z' },
      place: { unlocode: 'DEFRA' },
    });
  });

  it('has a new estimate from the leg, never from the time of the event', () => {
    expect(milestonesOf(fixture('leg-ocean-eta-updated'))[0]).toMatchObject({
      code: 'ARRIVED',
      classifier: 'EST',
      moment: { at: '2026-03-30T13:00:00.000Z' },
    });
    const gone = altered('leg-ocean-eta-updated', { resource: { estimated_arrival_date: null } });
    expect(milestonesOf(gone)[0]).toMatchObject({ code: 'ARRIVED', classifier: 'EST', moment: null });
    const silent = altered('leg-ocean-eta-updated', { resource: { estimated_arrival_date: '' } });
    expect(find(silent, { code: 'ARRIVED', classifier: 'EST', leg: '1204551' })).toEqual([]);
  });

  it('retracts the dates that are null in the leg, and no others', () => {
    expect(find(fixture('leg-ocean-departed'), { code: 'ARRIVED', classifier: 'ACT', leg: '1204551' })).toMatchObject([
      { moment: null },
    ]);
    const body = fixture('leg-ocean-departed');
    const { actual_arrival_date: _, ...resource } = body.data.resource as Record<string, unknown>;
    body.data.resource = resource;
    expect(find(body, { code: 'ARRIVED', classifier: 'ACT', leg: '1204551' })).toEqual([]);
  });

  it('describes the leg, without placeholder texts of the provider', () => {
    const ocean_leg = { scac_code: 'NONE', vessel_name: '', vessel_imo: 'IMO 9834155', voyage_number: null };
    const [leg] = changesOf(altered('leg-ocean-departed', { resource: { ocean_leg } })).filter(
      (change) => change.kind === 'leg',
    );
    expect(leg?.fields).toEqual({
      mode: 'ocean',
      carrierName: 'North Halyard Line',
      vesselImo: '9834155',
      origin: expect.objectContaining({ unlocode: 'CNNGB' }),
      destination: expect.objectContaining({ unlocode: 'USLAX' }),
      originRole: 'port_of_loading',
      destinationRole: 'port_of_discharge',
    });
  });

  it('dates an appointment by the agreed time', () => {
    for (const name of ['leg-delivery-appointment', 'leg-ocean-loaded-on-truck']) {
      expect(find(fixture(name), { code: 'APPOINTMENT_SCHEDULED' })).toMatchObject([
        { classifier: 'PLN', leg: '1204553', moment: { at: '2026-04-04T14:00:00.000Z' } },
      ]);
    }
  });
});
