import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { FLEXPORT_TYPES, MVMNT_PARTY_EVENTS } from '#lib/emulator/sending/catalogue.ts';
import { BROKER_CODES } from './broker-script.ts';
import { createWorld, type WorldOptions } from './index.ts';
import type { FinalState } from './shipment-timeline.ts';

const start = new Date('2025-02-01T00:00:00Z');
const small: WorldOptions = { seed: 'a', start, shipments: 60 };

type Flexport = { id: number; type: string; occurred_at: string; created_at: string; data: Record<string, unknown> };
type Mvmnt = { sentAt: string; events: { event: string; timestamp: string; data: Record<string, unknown> }[] };

function fingerprint(options: WorldOptions): string {
  const hash = createHash('sha256');
  for (const { provider, sentAt, body } of createWorld(options).deliveries()) hash.update(provider + sentAt + body);
  return hash.digest('hex');
}

test('the same seed gives the same bytes, another seed gives others', () => {
  expect(fingerprint(small)).toBe(fingerprint(small));
  expect(fingerprint({ ...small, seed: 'b' })).not.toBe(fingerprint(small));
});

test("a shipment's timeline does not depend on the number of shipments", () => {
  const bodiesOf = (shipments: number) => {
    const world = createWorld({ ...small, shipments, shipmentIntervalMs: 3_600_000 });
    const first = world.finalStates().next().value?.externalId;
    return [...world.deliveries()].filter(({ shipment }) => shipment === first).map(({ body }) => body);
  };
  expect(bodiesOf(3)).toEqual(bodiesOf(40));
});

test('a world that skips shipments has the same later ones', () => {
  const whole = [...createWorld({ ...small, shipmentIntervalMs: 60_000 }).finalStates()];
  const later = [...createWorld({ ...small, shipmentIntervalMs: 60_000, skip: 40 }).finalStates()];
  expect(later).toEqual(whole.slice(40));
});

test('deliveries are in order of time, and no event is sent before it occurred', () => {
  const ids = new Set<number | string>();
  let previous = '';
  for (const { provider, sentAt, body, events } of createWorld(small).deliveries()) {
    expect(sentAt >= previous).toBe(true);
    previous = sentAt;
    if (provider === 'mvmnt') {
      const parsed = JSON.parse(body) as Mvmnt;
      expect(parsed.events.length).toBe(events);
      for (const { timestamp } of parsed.events) expect(Date.parse(timestamp)).toBeLessThanOrEqual(Date.parse(sentAt));
      continue;
    }
    const event = JSON.parse(body) as Flexport;
    expect(ids.has(event.id)).toBe(false);
    ids.add(event.id);
    if (!event.created_at || event.type.endsWith('free_time_to_expire')) continue;
    expect(event.occurred_at <= event.created_at).toBe(true);
    expect(event.created_at <= sentAt).toBe(true);
  }
  expect(ids.size).toBeGreaterThan(500);
});

function timeOf(finalState: FinalState, code: string, leg?: string): number | undefined {
  const found = finalState.milestones.findLast((one) => one.code === code && (leg === undefined || one.leg === leg));
  return found && Date.parse(found.at);
}

function inOrder(...times: (number | undefined)[]): boolean {
  const known = times.filter((time) => time !== undefined);
  return known.every((time, i) => i === 0 || (known[i - 1] ?? 0) <= time);
}

describe('order of the milestones of a shipment', () => {
  const finalStates = [...createWorld({ ...small, shipments: 600 }).finalStates()];

  test('on every leg: loaded, departed, arrived, discharged', () => {
    for (const finalState of finalStates.filter(({ provider, compact }) => provider === 'flexport' && !compact)) {
      const legs = new Set(finalState.milestones.flatMap(({ leg }) => leg ?? []));
      for (const leg of legs) {
        const times = ['LOADED', 'DEPARTED', 'ARRIVED', 'DISCHARGED'].map((code) => timeOf(finalState, code, leg));
        expect(inOrder(...times), `${finalState.name} ${leg} ${times}`).toBe(true);
      }
      const departures = [...legs].sort().map((leg) => timeOf(finalState, 'DEPARTED', leg));
      expect(inOrder(...departures), `${finalState.name} departures`).toBe(true);
    }
  });

  test('booked, dispatched, loaded, on the road, unloaded, delivered', () => {
    for (const finalState of finalStates.filter(({ provider }) => provider === 'mvmnt')) {
      const codes = ['SHIPMENT_CREATED', 'BOOKING_CONFIRMED', 'DISPATCHED', 'LOADING', 'DELIVERED'];
      expect(inOrder(...codes.map((code) => timeOf(finalState, code))), finalState.name).toBe(true);
      expect(
        inOrder(timeOf(finalState, 'UNLOADING'), timeOf(finalState, 'DELIVERED'), timeOf(finalState, 'INVOICE_ISSUED')),
      ).toBe(true);
    }
  });

  test('delivery is last, only the return of the empty container is later', () => {
    for (const finalState of finalStates) {
      expect(inOrder(timeOf(finalState, 'OUT_FOR_DELIVERY'), timeOf(finalState, 'DELIVERED')), finalState.name).toBe(
        true,
      );
      expect(inOrder(timeOf(finalState, 'DELIVERED'), timeOf(finalState, 'EMPTY_RETURNED')), finalState.name).toBe(
        true,
      );
      const customs = finalState.milestones.filter(
        ({ code }) => code.startsWith('CUSTOMS_') && code !== 'CUSTOMS_FILING',
      );
      const last = customs.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1);
      if (finalState.provider === 'flexport') expect(last?.code, finalState.name).toBe('CUSTOMS_RELEASED');
    }
  });

  test('over 95 % are delivered in the end, but not all', () => {
    const delivered = finalStates.filter((finalState) => finalState.delivered).length;
    expect(delivered / finalStates.length).toBeGreaterThan(0.95);
    expect(delivered).toBeLessThan(finalStates.length);
  });
});

test('3,000 shipments contain every documented event type', () => {
  const seen = new Set<string>();
  for (const { provider, body } of createWorld({ seed: 3, start, shipments: 3000 }).deliveries()) {
    if (provider === 'flexport') {
      const type = /"type":"([^"]+)"/.exec(body)?.[1];
      if (type) seen.add(type);
    } else for (const [, event] of body.matchAll(/"event":"([A-Z_]+)"/g)) seen.add(event ?? '');
  }
  const known = [...FLEXPORT_TYPES, ...Object.keys(BROKER_CODES), ...MVMNT_PARTY_EVENTS];
  expect(known.filter((type) => !seen.has(type))).toEqual([]);
});

test('providers and compactShare: only Flexport, all in the compact format', () => {
  const world = createWorld({ ...small, shipments: 12, providers: ['flexport'], compactShare: 1 });
  for (const { provider, body } of world.deliveries()) {
    expect(provider).toBe('flexport');
    expect(JSON.parse(body)).toMatchObject({
      data: { shipment_id: expect.any(String), milestone: expect.any(String) },
    });
  }
});
