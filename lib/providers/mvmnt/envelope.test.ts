import { describe, expect, it } from 'vitest';
import { TooManyEvents } from '#lib/errors.ts';
import { findProvider, providers } from '#lib/providers/index.ts';
import { normalise } from './normalise.ts';
import { open } from './open.ts';
import { precheck, verify } from './verify.ts';

const at = '2026-03-12T10:42:04-06:00';
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const event = (type: string, data: unknown, timestamp: unknown = at) => ({
  type,
  key: 'k',
  raw: { event: type, timestamp, data },
});

describe('the token of a delivery', () => {
  it.each<[Record<string, string>, string[], string | null]>([
    [{ 'x-api-key': 'current' }, ['current', 'previous'], null],
    [{ 'x-api-key': 'previous' }, ['current', 'previous'], null],
    [{ 'x-api-key': 'other' }, ['current'], 'the x-api-key header holds no token that is valid here'],
    [{ 'x-api-key': 'current, current' }, ['current'], 'the x-api-key header holds no token that is valid here'],
    [{ 'x-api-key': '' }, ['current'], 'the x-api-key header is empty'],
    [{ 'x-api-key': '' }, [''], 'the x-api-key header is empty'],
    [{}, ['current'], 'the x-api-key header is missing'],
    [{ 'x-api-key': 'any' }, [], 'no webhook token is configured here'],
    [{ 'x-api-key': 'any' }, ['', ''], 'no webhook token is configured here'],
  ])('in %j is checked against %j before the body is read: %s', (headers, secrets, reason) => {
    expect(precheck(headers, secrets)).toBe(reason);
    expect(verify(headers, new Uint8Array(), secrets)).toEqual(
      reason === null ? { ok: true, secret: headers['x-api-key'] } : { ok: false, reason },
    );
  });
});

describe('a delivery', () => {
  it('has at most the allowed number of events', () => {
    const body = bytes({ events: [1, 2].map((id) => ({ event: 'SHIPMENT_BOOKED', timestamp: at, data: { id } })) });
    expect(open(body, 2)).toHaveLength(2);
    expect(() => open(body, 1)).toThrow(TooManyEvents);
  });

  it.each<[unknown, string]>([
    ['text', 'the body is not an object'],
    [[], 'the body is not an object'],
    [{}, 'the body has no list of events'],
    [{ events: null, event: 'SHIPMENT_BOOKED' }, 'the body has no list of events'],
    [{ events: [] }, 'the list of events is empty'],
  ])('with the body %j is rejected: %s', (body, reason) => {
    expect(() => open(bytes(body))).toThrow(reason);
  });

  it('that is not JSON is rejected', () => {
    expect(() => open(new TextEncoder().encode('{'))).toThrow('the body is not JSON in UTF-8: ');
    expect(() => open(new Uint8Array([0x22, 0xff, 0x22]))).toThrow('the body is not JSON in UTF-8: ');
  });

  it('has a type for each event as far as it can be read', () => {
    const key = (element: unknown) => open(bytes({ events: [element] }))[0]?.key;
    expect(key({ event: 'SHIPMENT_BOOKED', timestamp: at, data: { id: 'a/1' } })).toMatch(
      /^SHIPMENT_BOOKED:a1:2026-03-12T10:42:04-06:00:[0-9a-f]{32}$/,
    );
    expect(key({ event: 'SHIPMENT_BOOKED', data: {} })).toMatch(/^SHIPMENT_BOOKED:::[0-9a-f]{32}$/);
    expect(key(7)).toMatch(/^malformed:[0-9a-f]{32}$/);
    expect(key({ timestamp: at, data: { id: 1 } })).toMatch(/^malformed:[0-9a-f]{32}$/);
    expect(key({ event: 'A', timestamp: at, data: { id: 1 } })).not.toBe(key({ event: 'A', data: { id: 1 } }));
    expect(key({ event: 'A', timestamp: at, data: { id: 1 } })).toBe(
      key({ event: 'A', timestamp: at, data: { id: 1 }, sentAt: 'x' }),
    );
    expect(key({ event: 'A', timestamp: at, data: { id: 1 }, diff: [] })).not.toBe(
      key({ event: 'A', timestamp: at, data: { id: 1 } }),
    );
  });
});

describe('an event', () => {
  it.each<[string, unknown, string]>([
    ['without a type', { type: '', key: 'k', raw: 7 }, 'the event has no name'],
    ['that is not an object', { type: 'SHIPMENT_BOOKED', key: 'k', raw: 7 }, 'the event is not an object'],
    ['without a time', event('SHIPMENT_BOOKED', { id: 's' }, null), 'SHIPMENT_BOOKED has no readable timestamp'],
    ['without data', event('SHIPMENT_BOOKED', []), 'SHIPMENT_BOOKED has no data'],
    ['without a subject', event('SHIPMENT_BOOKED', {}), 'SHIPMENT_BOOKED: data.id is missing'],
    ['about an unknown status', event('shipment.status_changed', { id: 's' }), 'shipment.status_changed has no status'],
  ])('%s is unreadable', (_what, given, reason) => {
    expect(() => normalise(given as Parameters<typeof normalise>[0])).toThrow(reason);
  });

  it('with little content causes a refresh of its object', () => {
    expect(normalise(event('SHIPMENT_BOOKED', { id: 's1' }))).toMatchObject({
      outcome: 'changes',
      refresh: [{ kind: 'shipment', id: 's1' }],
    });
    expect(normalise(event('SHIPMENT_BOOKED', { id: 's1', orders: [], loads: [] }))).not.toHaveProperty('refresh');
    expect(normalise(event('CUSTOMER_PAYMENT_CREATED', { id: 'p1' }))).toEqual({
      outcome: 'ignore',
      reason: 'customer payment without a shipment',
    });
  });

  it('of a meaningless type is ignored', () => {
    expect(normalise(event('order.deleted', { id: 'o' }))).toMatchObject({
      outcome: 'ignore',
      reason: expect.stringContaining('order deleted'),
    });
  });

  it('of an unknown type is shown by the start of the type', () => {
    expect(normalise(event('X'.repeat(90), {}))).toEqual({
      outcome: 'unmapped',
      reason: `unknown event type ${'X'.repeat(80)}`,
    });
  });
});

describe('the providers', () => {
  it('are found by name', () => {
    for (const provider of providers) expect(findProvider(provider.name)).toBe(provider);
    expect(findProvider('nobody')).toBeUndefined();
  });
});
