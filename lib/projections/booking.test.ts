import { describe, expect, it } from 'vitest';
import type { BookingFields } from '#lib/model/record.ts';
import { InMemory, idOf, link, moment, record, step } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { at } from '#tests/support/shipment-rows.ts';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
const booking = (fields: BookingFields) => record('booking', 'B1', fields);
type Code = Parameters<typeof step>[2];
const happened = (code: Code, text = day(1), instance = '') => step('booking', 'B1', code, text, { instance });

function shown(fields: BookingFields, ...codes: Code[]) {
  const kept = new InMemory();
  kept.apply(reportedEvent(day(1), booking(fields), ...codes.map((code) => happened(code))));
  return kept.row('bookings');
}

describe('a booking', () => {
  it('has its stated fields, ports with time zones, and the number of amendments', () => {
    const kept = new InMemory();
    const [origin, destination] = [at('Suzhou works'), at('Reno warehouse')];
    const portOfLoading = at('Shanghai', { country: 'CN', unlocode: 'CNSHA' });
    const portOfDischarge = at('Los Angeles', { country: 'US', unlocode: 'USLAX' });
    const facts = {
      carrierBooking: 'EGLV0042291',
      mode: 'ocean',
      incoterm: 'FOB',
      shipper: 'Jiangnan Furniture',
      consignee: 'Harbour Home',
      notify: 'Broker & Sons',
      cargoReadyOn: '2026-03-10',
      deliveryOn: '2026-05-01',
      cargo: 'Oak chairs',
      weight: { value: '12400.5', unit: 'kg' },
      volume: { value: '54', unit: 'cbm' },
      pieces: 400,
      containerCounts: { forty_ft_hc: 1 },
      lcl: false,
      hazardous: false,
      instructions: 'Keep dry',
      carrier: 'Evergreen',
      vessel: 'EVER ALOT',
      voyage: '1187-042E',
      createdAt: moment('2026-03-01T08:00:00Z'),
    } as const;
    const event = reportedEvent(
      day(5),
      booking({
        ...facts,
        number: 'FLEX-8812',
        status: 'submitted',
        origin,
        portOfLoading,
        portOfDischarge,
        destination,
      }),
      happened('CONFIRMED', day(2)),
      happened('AMENDED', day(3), 'a'),
      happened('AMENDED', day(4), 'b'),
      link('booking', 'B1', 'S1'),
    );
    kept.apply(event);
    const id = idOf('booking', 'B1');
    expect(kept.row('bookings')).toEqual({
      id,
      provider: 'test',
      externalId: 'B1',
      number: 'FLEX-8812',
      searchable: 'FLEX8812',
      reportedAt: day(5),
      learnedAt: day(5),
      status: 'confirmed',
      removed: false,
      ...facts,
      origin,
      portOfLoading: { ...portOfLoading, timeZone: 'Asia/Shanghai' },
      portOfDischarge: { ...portOfDischarge, timeZone: 'America/Los_Angeles' },
      destination,
      confirmedAt: day(2),
      amendedAt: day(4),
      amendments: 2,
      rolledFrom: null,
    });
    expect(kept.rows('steps').map(({ recordType, code }) => [recordType, code])).toEqual([
      ['booking', 'CONFIRMED'],
      ['booking', 'AMENDED'],
      ['booking', 'AMENDED'],
    ]);
    expect(kept.rows('shipmentRecords')).toMatchObject([{ recordType: 'booking', eventId: event.id }]);
  });

  it('without fields is a draft', () => {
    expect(shown({})).toMatchObject({
      number: 'B1',
      status: 'draft',
      removed: false,
      carrierBooking: null,
      mode: null,
      incoterm: null,
      origin: null,
      portOfLoading: null,
      portOfDischarge: null,
      destination: null,
      shipper: null,
      consignee: null,
      notify: null,
      cargoReadyOn: null,
      deliveryOn: null,
      cargo: null,
      weight: null,
      volume: null,
      pieces: null,
      containerCounts: null,
      lcl: null,
      hazardous: null,
      instructions: null,
      carrier: null,
      vessel: null,
      voyage: null,
      createdAt: null,
      confirmedAt: null,
      amendedAt: null,
      amendments: 0,
      rolledFrom: null,
    });
  });

  it('is removed once it is deleted at its source', () => {
    expect(shown({}, 'REMOVED').removed).toBe(true);
  });
});

describe('the status of a booking', () => {
  it.each<[BookingFields['status'], Code[], string]>([
    [undefined, [], 'draft'],
    ['draft', ['SUBMITTED'], 'submitted'],
    ['draft', ['AMENDED'], 'submitted'],
    ['draft', ['CREATED'], 'draft'],
    ['submitted', ['CONFIRMED'], 'confirmed'],
    ['submitted', ['SUBMITTED', 'CONFIRMED'], 'confirmed'],
    ['submitted', [], 'submitted'],
    ['confirmed', ['SUBMITTED'], 'confirmed'],
    ['shipped', ['CONFIRMED'], 'shipped'],
    ['cancelled', ['CONFIRMED'], 'cancelled'],
    ['archived', ['CONFIRMED'], 'archived'],
    ['confirmed', ['CANCELLED'], 'cancelled'],
    ['archived', ['CANCELLED'], 'cancelled'],
    [undefined, ['ARCHIVED'], 'archived'],
  ])('%s with the steps %j is %s', (status, codes, expected) => {
    expect(shown(status === undefined ? {} : { status }, ...codes).status).toBe(expected);
  });
});

describe('an archived booking', () => {
  it('is active again after a later snapshot that is not archived', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(1), happened('ARCHIVED')), reportedEvent(day(2), booking({ status: 'submitted' })));
    expect(kept.row('bookings').status).toBe('submitted');
  });
});

describe('a rolled booking', () => {
  function rolled(...copies: BookingFields[]) {
    const kept = new InMemory();
    for (const [at, fields] of copies.entries()) kept.apply(reportedEvent(day(at + 1), booking(fields)));
    return kept.row('bookings').rolledFrom;
  }

  it('has the previous vessel and voyage', () => {
    expect(rolled({ vessel: 'A', voyage: '1' }, { vessel: 'B', voyage: '2' }, { vessel: 'C', voyage: '3' })).toEqual({
      vessel: 'B',
      voyage: '2',
    });
  });

  it('has only the values that changed', () => {
    expect(rolled({ vessel: 'A', voyage: '1' }, { voyage: '2' })).toEqual({ vessel: null, voyage: '1' });
    expect(rolled({ vessel: 'A', voyage: '1' }, { vessel: 'B' })).toEqual({ vessel: 'A', voyage: null });
  });

  it('that is back on its first vessel has the other one as the previous', () => {
    expect(rolled({ vessel: 'A' }, { vessel: 'B' }, { vessel: 'A' })).toEqual({ vessel: 'B', voyage: null });
  });

  it('requires a change of vessel or voyage', () => {
    expect(rolled({ vessel: 'A', voyage: '1' }, { vessel: 'A', voyage: '1' })).toBeNull();
  });
});
