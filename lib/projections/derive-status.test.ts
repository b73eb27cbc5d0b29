import { describe, expect, it } from 'vitest';
import type { Stage } from '#lib/model/shipment.ts';
import { claim, proves } from '#tests/support/claims.ts';
import { at } from '#tests/support/shipment-rows.ts';
import { deriveStatus, type ReportedStatus } from './status.ts';

const source = (reportedAt: string) => ({
  id: `report of ${reportedAt}`,
  key: reportedAt,
  reportedAt,
  learnedAt: reportedAt,
});
/** The provider's status, first and last reported on these days of 2026. */
function word(text: string, stage: Stage | null, first: string, last = first): ReportedStatus {
  const [from, to] = [first, last].map((day) => source(`2026-${day}T00:00:00.000Z`)) as [
    ReturnType<typeof source>,
    ReturnType<typeof source>,
  ];
  return { value: { text, stage }, first: from, last: to, isOlder: false };
}

const ANGELES = at('Los Angeles', { unlocode: 'USLAX' });
const departed = proves(claim('DEPARTED', '2026-01-05', { place: at('Yantian') }), 'in_transit');
const arrived = proves(claim('ARRIVED', '2026-01-25', { place: ANGELES }), 'arrived');
const booked = proves(claim('BOOKING_CONFIRMED', '2026-01-01'), 'booked');
const planned = proves(claim('SHIPMENT_CREATED', '2025-12-20'), 'planned');
const delivered = (container: string, text = '2026-02-01') =>
  proves(claim('DELIVERED', text, { container }), 'delivered');
const ARRIVED = {
  stage: 'arrived',
  reason: 'Arrived USLAX Los Angeles',
  basis: 'evidence',
  at: '2026-01-25T00:00:00.000Z',
  eventId: 'event of ARRIVED 2026-01-25',
};

describe('the status of a shipment of which', () => {
  it('nothing is known is unknown', () => {
    expect(deriveStatus([], undefined, [])).toEqual({
      stage: 'unknown',
      reason: 'No milestone or status reported yet',
      basis: 'none',
      at: null,
      eventId: null,
    });
  });

  it('milestones are known is what the furthest proves, since it occurred', () => {
    expect(deriveStatus([departed, arrived, booked], undefined, [])).toEqual(ARRIVED);
    expect(deriveStatus([departed], undefined, []).reason).toBe('Departed Yantian');
    expect(deriveStatus([proves(claim('LOADED', '2026-01-04'), 'at_origin')], undefined, []).reason).toBe(
      'Loaded on board',
    );
  });

  it('only papers are known is what the furthest of these proves', () => {
    expect(deriveStatus([planned, booked], undefined, [])).toMatchObject({
      stage: 'booked',
      reason: 'Booking confirmed',
      basis: 'evidence',
    });
  });

  it('only the provider speaks is what it says, since it said so first', () => {
    expect(deriveStatus([], word('IN_TRANSIT', 'in_transit', '01-06', '01-09'), [])).toEqual({
      stage: 'in_transit',
      reason: `The provider's status is "in transit"`,
      basis: 'reported',
      at: '2026-01-06T00:00:00.000Z',
      eventId: 'report of 2026-01-06T00:00:00.000Z',
    });
  });

  it('the provider says something that tells no stage is what the milestones prove', () => {
    expect(deriveStatus([arrived], word('ON_HOLD', null, '02-01'), [])).toEqual(ARRIVED);
    expect(deriveStatus([], word('ON_HOLD', null, '02-01'), [])).toMatchObject({ stage: 'unknown', basis: 'none' });
  });
});

describe('the word of the provider', () => {
  it('counts above what the milestones of cargo prove, however old it is', () => {
    expect(deriveStatus([arrived], word('OUT_FOR_DELIVERY', 'delivering', '01-01'), [])).toMatchObject({
      stage: 'delivering',
      basis: 'reported',
    });
  });

  it('counts above papers, even where it says less', () => {
    expect(deriveStatus([booked], word('DRAFT', 'draft', '01-03'), [])).toMatchObject({
      stage: 'draft',
      basis: 'reported',
    });
    expect(deriveStatus([booked], word('?', 'unknown', '01-03'), [])).toMatchObject({
      stage: 'unknown',
      basis: 'reported',
    });
  });

  it('that says the same as a milestone leaves the milestone to be named', () => {
    expect(deriveStatus([arrived], word('arrival_port', 'arrived', '02-01'), [])).toEqual(ARRIVED);
  });

  it.each<[string, Stage, string, boolean]>([
    ['in_transit_to_arrival_port', 'in_transit', '01-26', true],
    ['IN_TRANSIT_TO_ARRIVAL_PORT', 'in_transit', '01-26', true],
    ['IN_TRANSIT', 'in_transit', '01-26', false],
    ['departure_port', 'at_origin', '01-26', true],
    ['departure_port', 'at_origin', '01-24', false],
    ['departure_port', 'at_origin', '01-25', false],
  ])('%s, for the stage %s, said on %s contradicts the arrival of 25 January: %s', (text, stage, day, contradicts) => {
    const { basis, stage: shown } = deriveStatus([arrived], word(text, stage, '01-01', day), []);
    expect([basis, shown]).toEqual([contradicts ? 'conflict' : 'evidence', 'arrived']);
  });

  it('stands in the reason where it contradicts', () => {
    expect(deriveStatus([arrived], word('departure_port', 'at_origin', '01-26'), [])).toEqual({
      ...ARRIVED,
      basis: 'conflict',
      reason: `Data conflict: Arrived USLAX Los Angeles, but the provider's status is "departure port"`,
    });
  });

  it('that is only "in transit" contradicts a delivery', () => {
    const done = proves(claim('DELIVERED', '2026-02-01'), 'delivered');
    expect(deriveStatus([done], word('IN_TRANSIT', 'in_transit', '02-02'), []).basis).toBe('conflict');
  });

  it('does not contradict the same stage further on the route', () => {
    const onward = proves(claim('DEPARTED', '2026-01-28'), 'in_transit', 78);
    expect(deriveStatus([onward], word('in_transit_to_final', 'in_transit', '02-02'), []).basis).toBe('evidence');
  });
});

describe('a shipment that was called off', () => {
  it.each<Stage>(['cancelled', 'removed'])('is %s, whatever happened before', (stage) => {
    expect(deriveStatus([arrived], word('CANCELED', stage, '01-26'), [])).toMatchObject({ stage, basis: 'reported' });
    expect(deriveStatus([arrived], word('CANCELED', stage, '01-25'), [])).toMatchObject({ stage });
    expect(deriveStatus([], word('CANCELED', stage, '01-26'), [])).toMatchObject({
      stage,
      reason: `The provider's status is "canceled"`,
    });
  });

  it('goes on where cargo is reported to have moved after that', () => {
    expect(deriveStatus([arrived], word('CANCELED', 'cancelled', '01-02', '01-24'), [])).toMatchObject({
      stage: 'arrived',
    });
    expect(deriveStatus([arrived], word('CANCELED', 'cancelled', '01-02', '01-26'), [])).toMatchObject({
      stage: 'cancelled',
    });
  });

  it('stays so where only papers came after that', () => {
    expect(deriveStatus([booked], word('CANCELED', 'cancelled', '12-31'), [])).toMatchObject({ stage: 'cancelled' });
    const late = proves(claim('BOOKING_CONFIRMED', '2026-03-01'), 'booked');
    expect(deriveStatus([late], word('CANCELED', 'cancelled', '01-02'), [])).toMatchObject({ stage: 'cancelled' });
  });
});

describe('a shipment in several containers', () => {
  it('says which part is further than a milestone proves for all', () => {
    expect(deriveStatus([arrived, delivered('c1')], undefined, ['c1', 'c2', 'c3']).reason).toBe(
      'Arrived USLAX Los Angeles; in part: 1 of 3 containers delivered',
    );
    expect(deriveStatus([arrived, delivered('c1'), delivered('c2')], undefined, ['c1', 'c2', 'c3']).reason).toBe(
      'Arrived USLAX Los Angeles; in part: 2 of 3 containers delivered',
    );
  });

  it('counts each stage by itself, the furthest first', () => {
    const out = proves(claim('OUT_FOR_DELIVERY', '2026-01-30', { container: 'c2' }), 'delivering');
    expect(deriveStatus([arrived, out, delivered('c1')], undefined, ['c1', 'c2', 'c3']).reason).toBe(
      'Arrived USLAX Los Angeles; in part: 1 of 3 containers delivered, 1 out for delivery',
    );
    expect(
      deriveStatus([arrived, out, delivered('c1'), delivered('c3')], undefined, ['c1', 'c2', 'c3', 'c4']).reason,
    ).toBe('Arrived USLAX Los Angeles; in part: 2 of 4 containers delivered, 1 out for delivery');
  });

  it('says of one that a train carries on that it is in transit inland', () => {
    const inland = { ...proves(claim('DEPARTED', '2026-01-30', { container: 'c2' }), 'in_transit'), rank: 78 };
    expect(deriveStatus([arrived, inland], undefined, ['c1', 'c2']).reason).toBe(
      'Arrived USLAX Los Angeles; in part: 1 of 2 containers in transit inland',
    );
  });

  it('says so beside the word of the provider, as far as they are further than that', () => {
    const out = proves(claim('OUT_FOR_DELIVERY', '2026-01-30', { container: 'c2' }), 'delivering');
    const facts = [arrived, delivered('c1'), out];
    expect(deriveStatus(facts, word('gated_out', 'delivering', '01-30'), ['c1', 'c2', 'c3']).reason).toBe(
      `The provider's status is "gated out"; in part: 1 of 3 containers delivered`,
    );
  });

  it('says so beside a conflict', () => {
    const { reason, basis } = deriveStatus([arrived, delivered('c1')], word('departure_port', 'at_origin', '02-02'), [
      'c1',
      'c2',
    ]);
    expect(basis).toBe('conflict');
    expect(reason).toBe(
      `Data conflict: Arrived USLAX Los Angeles; in part: 1 of 2 containers delivered, but the provider's status is "departure port"`,
    );
  });

  it('is not in part what papers prove of one container', () => {
    const paper = proves(claim('BOOKING_CONFIRMED', '2026-01-01', { container: 'c1' }), 'booked');
    expect(deriveStatus([paper], undefined, ['c1', 'c2']).reason).toBe('Booking confirmed');
  });
});
