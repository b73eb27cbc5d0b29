import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MILESTONE_CODES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import { at, containers, happened, leg, reportedStatus, shown, snapshot } from '#tests/support/shipment-rows.ts';

const FACTORY = at('Factory');
const YANTIAN = at('Yantian', { country: 'CN', unlocode: 'CNYTN' });
const SINGAPORE = at('Singapore', { country: 'SG', unlocode: 'SGSIN' });
const ANGELES = at('Los Angeles', { country: 'US', unlocode: 'USLAX' });
const RAMP = at('Chicago ramp', { country: 'US' });
const DOOR = at('Reno warehouse', { country: 'US' });

const PHYSICAL = MILESTONE_CODES.filter((code) => milestoneKind(code).physical && milestoneKind(code).stage);
const physical = fc.constantFrom(...PHYSICAL);
const HAUL = leg('haul', 'truck', [FACTORY, YANTIAN], ['2026-01-01', '2026-01-02']);
const FIRST = leg('first', 'ocean', [YANTIAN, SINGAPORE], ['2026-01-05', '2026-01-12']);
const SECOND = leg('second', 'ocean', [SINGAPORE, ANGELES]);
const TRAIN = leg('train', 'rail', [ANGELES, RAMP]);
const LAST_MILE = leg('mile', 'truck', [RAMP, DOOR]);
const ROUTE = [...HAUL, ...FIRST, ...SECOND, ...TRAIN, ...LAST_MILE];

/** The status with a single milestone, on one leg of a route without dates. */
function statusWith(code: MilestoneCode, of: string): string {
  const undated = ROUTE.filter(({ kind }) => kind === 'leg');
  return shown([...undated, happened(code, '2026-02-01', { leg: of })]).status;
}

describe('a shipment with pre-carriage, two ships, a train and a truck', () => {
  it('is at origin by any milestone of the pre-carriage, its delivery included', () => {
    fc.assert(fc.property(physical, (code) => statusWith(code, 'haul') === 'at_origin'));
  });

  it('is at origin or in transit by any milestone of the first vessel, never arrived', () => {
    fc.assert(fc.property(physical, (code) => ['at_origin', 'in_transit'].includes(statusWith(code, 'first'))));
  });

  it('is at most arrived by any milestone of the last vessel: the journey continues', () => {
    fc.assert(fc.property(physical, (code) => ['in_transit', 'arrived'].includes(statusWith(code, 'second'))));
  });

  it('is in transit on the train and at its ramp, not at destination', () => {
    fc.assert(fc.property(physical, (code) => ['in_transit', 'arrived'].includes(statusWith(code, 'train'))));
    expect(
      shown(
        [...ROUTE, happened('ARRIVED', '2026-02-01', { leg: 'second' })],
        [happened('ARRIVED', '2026-02-04', { leg: 'train' })],
      ),
    ).toMatchObject({
      status: 'in_transit',
      reason: 'Arrived Chicago ramp',
    });
  });

  it('is not out for delivery on the train, although its source reports transit to the final destination', () => {
    const inland = [
      happened('ARRIVED', '2026-02-01', { leg: 'second' }),
      happened('DEPARTED', '2026-02-02', { leg: 'train' }),
    ];
    const reported = reportedStatus('in_transit_to_final_destination', 'delivering');
    expect(shown([...ROUTE, ...inland], [reported])).toMatchObject({
      status: 'in_transit',
      reason: 'Departed USLAX Los Angeles',
    });
    const fetched = [...inland, happened('DEPARTED', '2026-02-05', { leg: 'mile' })];
    expect(shown([...ROUTE, ...fetched], [reported]).status).toBe('delivering');
    expect(shown(ROUTE, [reported]).status).toBe('delivering');
  });

  it('is at destination or delivered only by the truck to the door', () => {
    expect(statusWith('OUT_FOR_DELIVERY', 'mile')).toBe('delivering');
    expect(statusWith('ARRIVED', 'mile')).toBe('at_destination');
    expect(statusWith('DELIVERY_COMPLETED', 'mile')).toBe('at_destination');
    expect(statusWith('DELIVERED', 'mile')).toBe('delivered');
  });

  it('stays in transit when the pre-carriage was completed and the vessel departed', () => {
    const done = happened('DELIVERY_COMPLETED', '2026-01-03', { leg: 'haul' });
    expect(shown([...ROUTE, done]).status).toBe('in_transit');
  });
});

describe('a milestone without a leg', () => {
  const spellings = fc.constantFrom(
    SINGAPORE,
    at('Singapore', { country: 'SG' }),
    at('Singapore, Singapore'),
    at('SINGAPORE'),
    at('Port of Singapore', { country: 'SG' }),
    at('Jurong', { unlocode: 'SGSIN', country: 'SG' }),
  );
  const codes = fc.constantFrom<MilestoneCode>('ARRIVED', 'DISCHARGED', 'AVAILABLE_FOR_PICKUP', 'UNLOADING');

  it('at the transshipment port is no arrival, in any notation of the port, and does not change the ETA', () => {
    fc.assert(
      fc.property(spellings, codes, (place, code) => {
        const eta = happened('ARRIVED', '2026-02-20', { leg: 'second', classifier: 'EST' });
        const { row, status } = shown(
          [...ROUTE, ...containers('c1'), eta],
          [happened(code, '2026-01-13', { place, container: 'c1' })],
          [happened(code, '2026-01-13', { place })],
        );
        return status === 'in_transit' && row.arrived === null && row.etaAt === '2026-02-20T00:00:00.000Z';
      }),
    );
  });

  it('at the port of discharge is the arrival', () => {
    const sailed = happened('DEPARTED', '2026-01-14', { leg: 'second' });
    const there = happened('ARRIVED', '2026-02-02', { place: at('Los Angeles, CA') });
    expect(shown([...ROUTE, sailed, there]).row).toMatchObject({ status: 'arrived', arrived: { text: '2026-02-02' } });
  });

  it('before the departure of the vessel is no delivery of the shipment', () => {
    expect(shown([...ROUTE, happened('DELIVERED', '2026-01-03')]).status).toBe('in_transit');
    expect(shown([...HAUL, ...SECOND, happened('DELIVERED', '2026-01-02', { place: YANTIAN })]).status).toBe(
      'at_origin',
    );
  });

  it('before the departure of the last vessel is no arrival', () => {
    const sailed = happened('DEPARTED', '2026-01-14', { leg: 'second' });
    expect(shown([...ROUTE, sailed, happened('DISCHARGED', '2026-01-12')]).status).toBe('in_transit');
    expect(shown([...ROUTE, sailed, happened('DISCHARGED', '2026-02-02')]).status).toBe('arrived');
  });

  it('at the first of two stops of a truck is no arrival at the second', () => {
    const [first, second] = [at('Jacksonville, FL'), at('Lakeland, FL')];
    const toFirst = leg(
      'one',
      'truck',
      [at('Olive Branch, MS'), first],
      ['2026-01-04T20:31:00Z', '2026-01-05T20:00:00Z'],
    );
    const toSecond = leg('two', 'truck', [first, second]);
    const unloading = happened('UNLOADING', '2026-01-05T20:00:00Z');
    expect(shown([...toFirst, ...toSecond, unloading]).status).toBe('in_transit');
    const onward = leg('two', 'truck', [first, second], ['2026-01-05T22:00:00Z', '2026-01-06T08:00:00Z']);
    expect(shown([...toFirst, ...onward, happened('UNLOADING', '2026-01-06T08:10:00Z')]).status).toBe('at_destination');
  });

  it('at a port in a country outside the route is an intermediate call', () => {
    const there = happened('ARRIVED', '2026-01-30', { place: at('Busan', { country: 'KR', unlocode: 'KRPUS' }) });
    expect(shown([...leg('1', 'ocean', [YANTIAN, ANGELES], ['2026-01-20']), there]).row).toMatchObject({
      status: 'in_transit',
      arrived: null,
    });
  });

  it('proves its own stage without a route', () => {
    expect(shown([happened('ARRIVED', '2026-01-30', { place: ANGELES })]).status).toBe('arrived');
    expect(shown([happened('DELIVERED', '2026-01-30')]).status).toBe('delivered');
  });
});

describe('a shipment with two containers', () => {
  const SAIL = leg('1', 'ocean', [YANTIAN, ANGELES], ['2026-01-05', '2026-01-25']);
  const MILE = leg('2', 'truck', [ANGELES, DOOR]);
  const both = [...SAIL, ...MILE, ...containers('c1', 'c2')];
  const ofOne = fc.constantFrom<MilestoneCode>('DELIVERED', 'OUT_FOR_DELIVERY', 'UNLOADING', 'DELIVERY_COMPLETED');

  it('has the stage of the slower one, and the stage of the other in part', () => {
    fc.assert(
      fc.property(ofOne, (code) => {
        const { status, reason } = shown(both, [happened(code, '2026-02-01', { container: 'c1' })]);
        return status === 'arrived' && reason.includes('in part: 1 of 2 containers');
      }),
    );
  });

  it('is delivered once both are', () => {
    const of = (container: string, day: string) => [happened('DELIVERED', day, { container })];
    expect(shown(both, of('c1', '2026-02-01'), of('c2', '2026-02-03')).status).toBe('delivered');
  });

  it('does not complete a step that one container has not reached', () => {
    const { row } = shown(both, [happened('DELIVERED', '2026-02-01', { container: 'c1' })]);
    expect((row.progress as { state: string }[]).map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'next',
      'ahead',
    ]);
  });

  it('is out for delivery in part if the event of the leg has one of them', () => {
    const truck = happened('OUT_FOR_DELIVERY', '2026-02-01', { leg: '2', containers: ['c1'] });
    const left = happened('DEPARTED', '2026-02-01', { leg: '2' });
    expect(shown(both, [truck, left])).toMatchObject({ status: 'arrived', reason: expect.stringContaining('1 of 2') });
    const other = happened('OUT_FOR_DELIVERY', '2026-02-02', { leg: '2', containers: ['c2'] });
    expect(shown(both, [truck, left], [other]).status).toBe('delivering');
  });
});

describe('a provider whose status contradicts the milestones', () => {
  const SAILED = leg('1', 'ocean', [YANTIAN, ANGELES], ['2026-01-05', '2026-01-25']);

  it('shows a data conflict with both if its status is newer', () => {
    expect(shown(SAILED, [reportedStatus('in_transit_to_arrival_port', 'in_transit')]).row).toMatchObject({
      status: 'arrived',
      statusBasis: 'conflict',
      statusReason: `Data conflict: Arrived USLAX Los Angeles, but the provider's status is "in transit to arrival port"`,
    });
  });

  it('shows none while the milestone is newer, or the status only less precise', () => {
    expect(shown([reportedStatus('in_transit_to_arrival_port', 'in_transit')], SAILED).row.statusBasis).toBe(
      'evidence',
    );
    expect(shown(SAILED, [reportedStatus('IN_TRANSIT', 'in_transit')]).row.statusBasis).toBe('evidence');
    const ROAD = [...SAILED, ...leg('2', 'truck', [ANGELES, DOOR], ['2026-01-26', '2026-01-27'])];
    expect(shown(ROAD, [reportedStatus('gated_out', 'delivering')]).row.statusBasis).toBe('evidence');
  });

  it('shows one for values of one snapshot, in any order of its pages', () => {
    const status = snapshot(reportedStatus('seller_location', 'booked'));
    expect(shown(status, snapshot(...SAILED)).row).toMatchObject({ status: 'arrived', statusBasis: 'conflict' });
    expect(shown(status, SAILED).row.statusBasis).toBe('evidence');
  });
});

describe('the time since which a shipment has its status', () => {
  it('is unknown for a status that existed before the first sync, and known for a later one', () => {
    const booked = snapshot(reportedStatus('seller_location', 'booked'));
    expect(shown(booked).row).toMatchObject({ status: 'booked', statusAt: null });
    expect(shown(booked, snapshot(reportedStatus('in_transit_to_arrival_port', 'in_transit'))).row).toMatchObject({
      status: 'in_transit',
      statusAt: '2026-01-02T00:00:00.000Z',
    });
    expect(shown([reportedStatus('seller_location', 'booked')]).row.statusAt).toBe('2026-01-01T00:00:00.000Z');
  });
});

describe('the order of a route', () => {
  it('is the chain of its places, even if the dates contradict it', () => {
    const days = fc.shuffledSubarray(['2026-01-01', '2026-01-08', '2026-01-15', '2026-01-22'], { minLength: 4 });
    fc.assert(
      fc.property(days, ([a, b, c, d]) => {
        const { legs } = shown([
          ...leg('4', 'truck', [RAMP, DOOR], [a]),
          ...leg('2', 'ocean', [at('Yantian, China'), at('Los Angeles, CA')], [b]),
          ...leg('1', 'truck', [FACTORY, YANTIAN], [c]),
          ...leg('3', 'rail', [ANGELES, RAMP], [d]),
        ]);
        return legs.join() === '1,2,3,4';
      }),
    );
  });

  it('starts with the haul within the port city, although its sequence is not stated and both ends have one code', () => {
    const warehouse = at('Yantian warehouse', { country: 'CN', unlocode: 'CNYTN' });
    const haul = leg('a-haul', 'truck', [warehouse, YANTIAN], ['2026-01-01', '2026-01-02']);
    const ship = leg('ship', 'ocean', [YANTIAN, ANGELES], ['2026-01-05']).map((change) =>
      change.kind === 'leg' ? { ...change, fields: { ...change.fields, sequence: 1 } } : change,
    );
    expect(shown([...ship, ...haul])).toMatchObject({ status: 'in_transit', legs: ['a-haul', 'ship'] });
  });

  it('treats two codes of one port as one place', () => {
    const [sha, gsh] = [at('Shanghai', { unlocode: 'CNSHA' }), at('Shanghai', { unlocode: 'CNSGH' })];
    const route = [
      ...leg('b', 'ocean', [gsh, ANGELES], ['2026-01-01']),
      ...leg('a', 'truck', [FACTORY, sha], ['2026-01-09']),
    ];
    expect(shown(route).legs).toEqual(['a', 'b']);
  });

  it('distinguishes Portland in Oregon from Portland in Maine', () => {
    const there = happened('ARRIVED', '2026-01-30', { place: at('Portland, ME', { country: 'US' }) });
    const route = [
      ...leg('1', 'truck', [FACTORY, at('Portland, OR', { country: 'US' })]),
      ...leg('2', 'truck', [at('Portland, OR'), DOOR]),
    ];
    expect(shown([...route, there]).milestones[0]?.legId).toBeNull();
  });
});

describe('a truck with two deliveries', () => {
  const [SHOP, STORE] = [at('Shop'), at('Store')];
  const stops = (...arrived: string[]) => [
    ...leg('a', 'truck', [FACTORY, SHOP], ['2026-01-02', arrived[0]]),
    ...leg('b', 'truck', [SHOP, STORE], [undefined, arrived[1]]),
  ];
  const unloading = reportedStatus('UNLOADING', 'at_destination');

  it('is in transit while it unloads at the first of them', () => {
    expect(shown(stops('2026-01-03'), [unloading]).status).toBe('in_transit');
  });

  it('is in transit at the carrier terminal near the first, and arrived at that near the last', () => {
    const atTerminal = reportedStatus('ARRIVED_AT_DELIVERY_TERMINAL', 'arrived');
    expect(shown(stops(), [atTerminal]).status).toBe('in_transit');
    expect(shown(stops('2026-01-03'), [atTerminal]).status).toBe('arrived');
  });

  it('is at destination once it unloads at the last', () => {
    expect(shown(stops('2026-01-03', '2026-01-04'), [unloading]).status).toBe('at_destination');
    expect(shown(leg('a', 'truck', [FACTORY, SHOP], ['2026-01-02']), [unloading]).status).toBe('at_destination');
  });
});
