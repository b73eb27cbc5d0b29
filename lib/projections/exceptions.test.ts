import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { at, containers, happened, leg, shown } from '#tests/support/shipment-rows.ts';

const YANTIAN = at('Yantian', { country: 'CN', unlocode: 'CNYTN' });
const ANGELES = at('Los Angeles', { country: 'US', unlocode: 'USLAX' });
const DOOR = at('Reno warehouse', { country: 'US' });
const SAIL = leg('1', 'ocean', [YANTIAN, ANGELES], ['2026-01-05', '2026-01-25']);
const MILE = leg('2', 'truck', [ANGELES, DOOR]);
const TWO = [...SAIL, ...MILE, ...containers('c1', 'c2')];

/** Code, container (from the end of the id) and whether it is cleared. */
const states = (rows: readonly Record<string, unknown>[]) =>
  rows.map(({ id, clearedAt }) => `${String(id).split('|')[2]} ${clearedAt === null ? 'open' : 'cleared'}`).sort();

describe('free time', () => {
  const expired = ['c1', 'c2'].map((container) => happened('FREE_TIME_EXPIRED', '2026-02-01', { container }));

  it('ends for the container that left, and only for that one', () => {
    const left = happened('OUT_FOR_DELIVERY', '2026-02-02', { leg: '2', containers: ['c1'] });
    expect(states(shown(TWO, expired, [left]).exceptions)).toEqual(['c1 cleared', 'c2 open']);
  });

  it('ends when the truck left, under any milestone, and not when a train takes the container to the ramp', () => {
    const [ramp, gone] = [
      at('Chicago ramp', { country: 'US' }),
      (leg: string) => happened('DEPARTED', '2026-02-02', { leg }),
    ];
    expect(states(shown(TWO, expired, [gone('2')]).exceptions)).toEqual(['c1 cleared', 'c2 cleared']);
    const inland = [
      ...SAIL,
      ...leg('2', 'rail', [ANGELES, ramp]),
      ...leg('3', 'truck', [ramp, DOOR]),
      ...containers('c1', 'c2'),
    ];
    expect(states(shown(inland, expired, [gone('2')]).exceptions)).toEqual(['c1 open', 'c2 open']);
    expect(states(shown(inland, expired, [gone('3')]).exceptions)).toEqual(['c1 cleared', 'c2 cleared']);
  });

  it('is no alert for a container that left before its last free day', () => {
    const soon = happened('FREE_TIME_EXPIRING', '2026-02-10', { container: 'c1', classifier: 'PLN' });
    const left = happened('OUT_FOR_DELIVERY', '2026-02-02', { leg: '2', container: 'c1' });
    expect(states(shown(TWO, [soon], [left]).exceptions)).toEqual(['c1 cleared']);
  });

  it('continues for the other container, whose last free day is shown', () => {
    const free = ['2026-02-03', '2026-02-05'].map((lastFreeDay, one) => ({
      kind: 'container' as const,
      shipment: 'S',
      container: `c${one + 1}`,
      fields: { lastFreeDay },
    }));
    const returned = happened('EMPTY_RETURNED', '2026-02-04', { container: 'c1' });
    expect(shown(TWO, free).row.freeUntil).toBe('2026-02-03');
    expect(shown(TWO, free, [returned]).row.freeUntil).toBe('2026-02-05');
  });

  it('ends once the truck or train left the terminal, also without OUT_FOR_DELIVERY', () => {
    const fields = { lastFreeDay: '2026-02-03' };
    const free = { kind: 'container' as const, shipment: 'S', container: 'c1', fields };
    const rail = leg('2', 'rail', [ANGELES, DOOR]);
    expect(shown([...SAIL, ...rail, free], [happened('LOADED', '2026-02-01', { leg: '2' })]).row.freeUntil).toBe(
      '2026-02-03',
    );
    for (const onward of [MILE, rail])
      expect(
        shown([...SAIL, ...onward, free], [happened('DEPARTED', '2026-02-01', { leg: '2' })]).row.freeUntil,
      ).toBeNull();
    expect(shown([...SAIL, free]).row.freeUntil).toBe('2026-02-03');
  });

  it('continues at the rail ramp until a truck picks the container up', () => {
    const ramp = at('Chicago ramp', { country: 'US', timeZone: 'America/Chicago' });
    const inland = [
      ...SAIL,
      ...leg('2', 'rail', [ANGELES, ramp], ['2026-01-27', '2026-01-30']),
      ...leg('3', 'truck', [ramp, DOOR]),
    ];
    const fields = { lastFreeDay: '2026-02-03' };
    const free = { kind: 'container' as const, shipment: 'S', container: 'c1', fields };
    const standing = shown([...inland, free]);
    expect(standing.row).toMatchObject({ freeUntil: '2026-02-03', freeTimeEndsAt: '2026-02-04T06:00:00.000Z' });
    expect(standing.containers).toMatchObject([{ leftAt: null, freeTimeEndsAt: '2026-02-04T06:00:00.000Z' }]);
    const fetched = shown([...inland, free], [happened('DEPARTED', '2026-02-02', { leg: '3' })]);
    expect(fetched.row).toMatchObject({ freeUntil: null, freeTimeEndsAt: null });
    expect(fetched.containers).toMatchObject([{ leftAt: expect.stringMatching(/^2026-02-02/) }]);
  });

  it('does not end when a truck leaves for the port of loading', () => {
    const haul = leg('0', 'truck', [at('Factory'), YANTIAN]);
    const out = happened('OUT_FOR_DELIVERY', '2026-02-02', { leg: '0' });
    expect(states(shown([...haul, ...TWO], expired, [out]).exceptions)).toEqual(['c1 open', 'c2 open']);
  });
});

describe('a hold', () => {
  const exam = happened('CUSTOMS_HOLD', '2026-01-04', { reason: 'export_exam', instance: 'export_exam' });
  const hold = happened('CUSTOMS_HOLD', '2026-01-26', { reason: 'exam', instance: 'exam' });

  it('for an export exam ends with the departure of the vessel', () => {
    expect(shown([exam]).row.heldBy).toBe('export_exam');
    expect(shown(TWO, [exam]).row).toMatchObject({ heldBy: null });
  });

  it('for an export exam does not end when a truck leaves for the port', () => {
    const haul = leg('0', 'truck', [at('Factory'), YANTIAN], ['2026-01-04', '2026-01-05']);
    const sea = leg('1', 'ocean', [YANTIAN, ANGELES]);
    expect(shown([...haul, ...sea], [exam]).row.heldBy).toBe('export_exam');
  });

  it('for a suspended release ends with the next release, although that is reported before the suspension', () => {
    const released = (day: string) => happened('CUSTOMS_RELEASED', day, { instance: day });
    const suspended = happened('CUSTOMS_HOLD', '2026-01-29', { reason: 'suspended', instance: 'suspended' });
    const first = released('2026-01-28');
    expect(shown(TWO, [first], [suspended]).row.heldBy).toBe('suspended');
    expect(shown(TWO, [first], [suspended], [released('2026-01-31')]).row.heldBy).toBeNull();
    expect(shown(TWO, [released('2026-01-31')], [suspended], [first]).row.heldBy).toBeNull();
  });

  it('for an import exam ends with the release', () => {
    expect(shown(TWO, [hold]).row.heldBy).toBe('exam');
    expect(shown(TWO, [hold], [happened('CUSTOMS_RELEASED', '2026-01-28')]).row.heldBy).toBeNull();
  });

  it('is not shown on a shipment that was delivered', () => {
    expect(shown(TWO, [hold], [happened('DELIVERED', '2026-02-02')]).row.heldBy).toBeNull();
  });

  it('of both containers continues while one of them is released', () => {
    const released = (container: string) => [happened('CUSTOMS_RELEASED', '2026-01-28', { container })];
    expect(shown(TWO, [hold], released('c1')).row.heldBy).toBe('exam');
    expect(shown(TWO, [hold], released('c1'), released('c2')).row.heldBy).toBeNull();
  });
});

describe('an alert', () => {
  const overdue = (text: string) => [happened('CHECK_CALL_OVERDUE', text, { instance: text })];

  it('equal to an open one is merged with it', () => {
    const { exceptions } = shown(overdue('2026-01-05T10:00:00Z'), overdue('2026-01-05T12:00:00Z'));
    expect(exceptions.map(({ raisedAt }) => raisedAt)).toEqual(['2026-01-05T10:00:00.000Z']);
  });

  it('is raised again after it was cleared', () => {
    const call = [happened('CHECK_CALL', '2026-01-05T11:00:00Z', { instance: 'k' })];
    const { exceptions } = shown(overdue('2026-01-05T10:00:00Z'), call, overdue('2026-01-05T12:00:00Z'));
    expect(exceptions).toHaveLength(2);
    expect(exceptions.filter(({ clearedAt }) => clearedAt === null)).toHaveLength(1);
  });

  it('ends with the shipment', () => {
    const delivered = [happened('DELIVERED', '2026-01-06T10:00:00Z')];
    const { exceptions } = shown(overdue('2026-01-05T10:00:00Z'), delivered);
    expect(exceptions.map(({ clearedAt }) => clearedAt === null)).toEqual([false]);
  });
});

describe('the next milestone', () => {
  const planned = (
    code: 'ARRIVED' | 'APPOINTMENT_SCHEDULED' | 'AVAILABLE_FOR_PICKUP',
    rest: { leg?: string; container?: string },
  ) => happened(code, '2026-01-20', { ...rest, classifier: code === 'APPOINTMENT_SCHEDULED' ? 'PLN' : 'EST' });
  const route = [...leg('1', 'ocean', [YANTIAN, ANGELES], ['2026-01-05']), ...MILE, ...containers('c1')];
  const next = (...changes: (readonly Change[])[]) => shown(route, ...changes).row.nextMilestone;

  it('is the arrival of the vessel until it is reported, or until the truck after it left', () => {
    const eta = planned('ARRIVED', { leg: '1' });
    expect(next([eta])).toBe('ARRIVED');
    expect(next([eta], [happened('DEPARTED', '2026-01-22', { leg: '2' })])).toBeNull();
  });

  it('is no pickup once the pre-carriage left, also without PICKED_UP', () => {
    const haul = leg('0', 'truck', [at('Factory'), YANTIAN], ['2026-01-04']);
    const pickUp = happened('PICKED_UP', '2026-01-03', { classifier: 'EST' });
    const sea = leg('1', 'ocean', [YANTIAN, ANGELES]);
    expect(shown([...leg('0', 'truck', [at('Factory'), YANTIAN]), ...sea, pickUp]).row.nextMilestone).toBe('PICKED_UP');
    expect(shown([...haul, ...sea, pickUp]).row.nextMilestone).toBeNull();
  });

  it('is no appointment at a destination that was reached', () => {
    const appointment = planned('APPOINTMENT_SCHEDULED', { leg: '2' });
    expect(next([appointment])).toBe('APPOINTMENT_SCHEDULED');
    expect(next([appointment], [happened('ARRIVED', '2026-01-22', { leg: '2' })])).toBeNull();
  });

  it('is not the availability of a container that is on its way to the door', () => {
    const available = planned('AVAILABLE_FOR_PICKUP', { container: 'c1' });
    expect(next([available])).toBe('AVAILABLE_FOR_PICKUP');
    expect(next([available], [happened('OUT_FOR_DELIVERY', '2026-01-22', { leg: '2' })])).toBeNull();
  });

  it('is still the arrival of a truck, although another one with other containers arrived', () => {
    const [SHOP, STORE] = [at('Shop'), at('Store')];
    const split = [...SAIL, ...leg('2', 'truck', [ANGELES, SHOP]), ...leg('3', 'truck', [ANGELES, STORE])];
    const eta = planned('ARRIVED', { leg: '2' });
    expect(shown([...split, eta], [happened('ARRIVED', '2026-01-22', { leg: '3' })]).row.nextMilestone).toBe('ARRIVED');
  });
});
