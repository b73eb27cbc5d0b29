import { describe, expect, it } from 'vitest';
import type { LinkedShipment } from '#db/queries/linked.ts';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { parseMoment } from '#lib/model/time.ts';
import { orderLateness, type PromisedOrder } from './order-lateness.ts';

const RENO = { name: 'Reno', country: 'US', unlocode: null, timeZone: 'America/Los_Angeles' };

function carrier(rest: Partial<LinkedShipment>): LinkedShipment {
  return {
    id: 's',
    provider: 'flexport',
    externalId: '1',
    name: null,
    vessel: null,
    mode: 'ocean',
    status: 'in_transit',
    eta: null,
    arrived: null,
    portOfDischarge: null,
    destination: RENO,
    references: [],
    delivered: null,
    deliveryEta: null,
    ...rest,
  };
}

const order = (shipments: LinkedShipment[], status = 'open'): PromisedOrder => ({
  status,
  mustArriveOn: '2026-03-10',
  destination: RENO,
  shipments,
});
const at = (instant: string) => Date.parse(instant);
const eta = (day: string) => carrier({ eta: parseMoment(day) });
const delivered = (day: string) => carrier({ status: 'delivered', delivered: parseMoment(day) });

describe('on the list of purchase orders', () => {
  it('one that was delivered in time is not late, at any later time', () => {
    expect(orderLateness(order([delivered('2026-03-09')]), at('2026-06-01T00:00:00Z'), DEFAULT_LATENESS)).toBeNull();
  });

  it('one that was delivered late shows by how much', () => {
    const standing = orderLateness(
      order([delivered('2026-03-09'), delivered('2026-03-14')]),
      at('2026-06-01T00:00:00Z'),
      DEFAULT_LATENESS,
    );
    expect(standing).toEqual({ is: 'was_late', days: 4 });
  });

  it('one that will be late is shown before its required date', () => {
    expect(orderLateness(order([eta('2026-03-12')]), at('2026-02-01T00:00:00Z'), DEFAULT_LATENESS)).toEqual({
      is: 'expected_late',
      days: 2,
    });
    expect(orderLateness(order([eta('2026-03-08')]), at('2026-02-01T00:00:00Z'), DEFAULT_LATENESS)).toBeNull();
  });

  it('one is late when its required date has passed at its destination, shipped, partly shipped or not', () => {
    for (const shipments of [[], [eta('2026-03-08')], [eta('2026-03-08'), delivered('2026-03-05')]]) {
      expect(orderLateness(order(shipments), at('2026-03-11T06:59:00Z'), DEFAULT_LATENESS)).toMatchObject({
        is: 'due',
        days: 0,
      });
      expect(orderLateness(order(shipments), at('2026-03-11T08:01:00Z'), DEFAULT_LATENESS)).toEqual({
        is: 'late',
        days: 1,
      });
    }
  });

  it('one that is later by less than the limit is behind, and late from the limit on', () => {
    const limits = { ...DEFAULT_LATENESS, purchase_order: 3 };
    const shown = (shipments: LinkedShipment[], now: string) => orderLateness(order(shipments), at(now), limits);
    expect(shown([eta('2026-03-12')], '2026-02-01T00:00:00Z')).toEqual({ is: 'behind', days: 2 });
    expect(shown([eta('2026-03-13')], '2026-02-01T00:00:00Z')).toEqual({ is: 'expected_late', days: 3 });
    expect(shown([], '2026-03-12T20:00:00Z')).toEqual({ is: 'behind', days: 2 });
    expect(shown([], '2026-03-13T20:00:00Z')).toEqual({ is: 'late', days: 3 });
    expect(shown([delivered('2026-03-12')], '2026-06-01T00:00:00Z')).toBeNull();
  });

  it('one that was closed or cancelled is never late', () => {
    for (const status of ['closed', 'cancelled', 'archived'])
      expect(orderLateness(order([], status), at('2026-06-01T00:00:00Z'), DEFAULT_LATENESS)).toBeNull();
  });
});
