import { describe, expect, it } from 'vitest';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { claim, proves, routeLeg } from '#tests/support/claims.ts';
import { moment } from '#tests/support/in-memory.ts';
import { deriveAlerts, leftTerminal } from './alerts.ts';
import type { Eta } from './eta.ts';
import type { Ledger } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';

const ROUTE = {
  legs: [routeLeg('ship', { mode: 'ocean' }, true), routeLeg('truck', { mode: 'truck' })],
  positions: new Map([
    ['ship', 0],
    ['truck', 1],
  ]),
  lastMain: 0,
};

describe('a container left the terminal', () => {
  const left = (fact: MilestoneClaim, rank = 80) =>
    leftTerminal([fact], [proves(fact, 'delivering', rank)], ROUTE).length;

  it.each<[string, MilestoneClaim, number | undefined, number]>([
    ['when it was returned empty', claim('EMPTY_RETURNED', '2026-02-01'), 0, 1],
    ['when it was out for delivery', claim('OUT_FOR_DELIVERY', '2026-02-01'), 80, 1],
    ['when it was delivered', claim('DELIVERED', '2026-02-01'), 75, 1],
    ['not when a truck left for the port of loading', claim('OUT_FOR_DELIVERY', '2026-02-01'), 74, 0],
    ['not when it was unloaded at an unknown place', claim('UNLOADING', '2026-02-01'), 85, 0],
    ['not when it was discharged', claim('DISCHARGED', '2026-02-01', { leg: 'ship' }), 75, 0],
    ['not when it was loaded for the truck', claim('LOADED', '2026-02-01', { leg: 'truck' }), 75, 0],
    ['not when a leg outside the route departed', claim('DEPARTED', '2026-02-01', { leg: 'gone' }), 80, 0],
    ['not when the vessel departed', claim('DEPARTED', '2026-02-01', { leg: 'ship' }), 70, 0],
  ])('%s', (_what, fact, rank, expected) => {
    expect(left(fact, rank)).toBe(expected);
  });

  it.each(['PICKED_UP', 'DEPARTED', 'ARRIVED', 'UNLOADING', 'DELIVERED_PART', 'DELIVERY_COMPLETED'] as const)(
    'when this happened on the truck: %s',
    (code) => {
      expect(left(claim(code, '2026-02-01', { leg: 'truck' }))).toBe(1);
    },
  );

  it('only if its return is a current, plausible fact', () => {
    const returned = (details: Parameters<typeof claim>[2]) =>
      leftTerminal([claim('EMPTY_RETURNED', '2026-02-01', details)], [], ROUTE);
    expect(returned({})).toHaveLength(1);
    for (const details of [{ classifier: 'EST' }, { standing: 'retracted' }, { flag: 'future' }] as const)
      expect(returned(details)).toEqual([]);
    expect(leftTerminal([claim('ARRIVED', '2026-02-01')], [], ROUTE)).toEqual([]);
  });
});

const ledgerOf = (days: Record<string, unknown>): Ledger => ({
  events: [],
  claims: new Map([
    [
      'containers',
      new Map(Object.entries(days).map(([id, day]) => [id, new Map([['lastFreeDay', [[day as string, 0, 0]]]])])),
    ],
  ]),
});
const estimate = (text: string) => claim('ARRIVED', text, { classifier: 'EST', reported: '2026-01-20T09:00:00.000Z' });
const expected = (text: string, promised: string | null, arrived = false): Eta => ({
  eta: estimate(text),
  baseline: promised === null ? null : moment(promised),
  baselineKind: 'planned',
  arrived: arrived ? claim('ARRIVED', text) : null,
});
const SHIP = { stage: 'in_transit', mode: 'ocean', timeZone: 'America/Los_Angeles', limits: DEFAULT_LATENESS } as const;
const NONE = ledgerOf({});

describe('an expected arrival', () => {
  it('is late from the report that makes it three days later than promised', () => {
    expect(deriveAlerts(SHIP, expected('2026-02-04', '2026-02-01'), NONE, [])).toEqual({
      lateDays: 3,
      lateAt: '2026-01-20T09:00:00.000Z',
      freeUntil: null,
    });
  });

  it('is late from the end of the third day after the promised day if the delay is smaller', () => {
    // The fourth begins on 4 February at midnight in Los Angeles.
    expect(deriveAlerts(SHIP, expected('2026-02-02', '2026-02-01'), NONE, [])).toEqual({
      lateDays: 1,
      lateAt: '2026-02-04T08:00:00.000Z',
      freeUntil: null,
    });
    expect(deriveAlerts(SHIP, expected('2026-01-30', '2026-02-01'), NONE, [])).toMatchObject({
      lateDays: -2,
      lateAt: '2026-02-02T08:00:00.000Z',
    });
  });

  it('is late from some days after the estimate if nothing was promised', () => {
    expect(deriveAlerts(SHIP, expected('2026-02-02', null), NONE, [])).toEqual({
      lateDays: null,
      lateAt: '2026-02-05T08:00:00.000Z',
      freeUntil: null,
    });
  });

  it('is counted in local days, in any notation', () => {
    // 3 February, 20:00 in Los Angeles.
    expect(deriveAlerts(SHIP, expected('2026-02-04T04:00:00Z', '2026-02-01'), NONE, []).lateDays).toBe(2);
    expect(
      deriveAlerts({ ...SHIP, timeZone: null }, expected('2026-02-04T04:00:00Z', '2026-02-01'), NONE, []).lateDays,
    ).toBe(3);
  });

  it('of a truck is late by hours', () => {
    const truck = { ...SHIP, mode: 'truck' };
    expect(deriveAlerts(truck, expected('2026-02-01T14:00:00Z', '2026-02-01T10:00:00Z'), NONE, []).lateAt).toBe(
      '2026-01-20T09:00:00.000Z',
    );
    expect(deriveAlerts(truck, expected('2026-02-01T13:00:00Z', '2026-02-01T10:00:00Z'), NONE, []).lateAt).toBe(
      '2026-02-01T14:00:00.000Z',
    );
  });

  it('has no lateness once it arrived, without an estimate, or at a later stage', () => {
    const nothing = { lateDays: null, lateAt: null, freeUntil: null };
    expect(deriveAlerts(SHIP, expected('2026-02-09', '2026-02-01', true), NONE, [])).toEqual(nothing);
    expect(deriveAlerts(SHIP, { ...expected('2026-02-09', '2026-02-01'), eta: null }, NONE, [])).toEqual(nothing);
    for (const stage of ['arrived', 'delivering', 'delivered', 'cancelled', 'removed'] as const)
      expect(deriveAlerts({ ...SHIP, stage }, expected('2026-02-09', '2026-02-01'), NONE, [])).toEqual(nothing);
  });
});

describe('free time', () => {
  const days = ledgerOf({ c1: '2026-02-09T07:00:00.000Z', c2: '2026-02-07', c3: 20260201, c4: '2026-02-08' });
  const free = (
    left: MilestoneClaim[],
    stage: 'arrived' | 'in_transit' | 'delivered' | 'cancelled' | 'removed' = 'arrived',
  ) => deriveAlerts({ ...SHIP, stage }, expected('2026-02-02', null), days, left).freeUntil;

  it('ends on the earliest last free day of containers at the terminal', () => {
    expect(free([])).toBe('2026-02-07');
    expect(free([], 'in_transit')).toBe('2026-02-07');
    expect(free([claim('OUT_FOR_DELIVERY', '2026-02-05', { container: 'c2' })])).toBe('2026-02-08');
    expect(free([claim('OUT_FOR_DELIVERY', '2026-02-05', { about: ['c2', 'c4'] })])).toBe('2026-02-09');
  });

  it('is over when all have left', () => {
    expect(free([claim('OUT_FOR_DELIVERY', '2026-02-05')])).toBeNull();
    expect(
      free([claim('OUT_FOR_DELIVERY', '2026-02-05', { container: 'c2' }), claim('EMPTY_RETURNED', '2026-02-05')]),
    ).toBeNull();
    expect(free([claim('EMPTY_RETURNED', '2026-02-05', { about: ['c1', 'c2', 'c4'] })])).toBeNull();
  });

  it('is over when the shipment has ended', () => {
    for (const stage of ['delivered', 'cancelled', 'removed'] as const) expect(free([], stage)).toBeNull();
  });
});
