import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { normalise } from './normalise.ts';
import { open } from './open.ts';

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const delivered = {
  event: 'SHIPMENT_DELIVERED',
  timestamp: '2026-03-12T16:42:04Z',
  data: { id: '0b5c1f7e', friendlyId: 'SHP-1', key: null },
};
const updated = {
  event: 'CUSTOMER_UPDATED',
  timestamp: '2026-03-12T16:42:05Z',
  data: { id: 'd94b7a12', name: 'Birch Lane' },
  diff: [{ type: 'UPDATE', key: 'name', value: 'Birch Lane', oldValue: 'Birch Ln' }],
};
const delivery = (events: unknown, sentAt = '2026-03-12T16:42:09Z') => bytes({ sentAt, events });
const keys = (events: unknown[], sentAt?: string) => open(delivery(events, sentAt)).map((event) => event.key);

describe('the key of an event', () => {
  it('consists of type, id, timestamp and a digest', () => {
    expect(keys([delivered])[0]).toMatch(/^SHIPMENT_DELIVERED:0b5c1f7e:2026-03-12T16:42:04Z:[0-9a-f]{32}$/);
  });

  it('stays the same in a retry: sent later, in another batch, at another position', () => {
    const [first, second] = keys([delivered, updated]);
    expect(keys([updated, delivered], '2026-03-12T17:42:09Z')).toEqual([second, first]);
    expect(keys([delivered], '2026-03-13T00:00:00Z')).toEqual([first]);
  });

  it('does not depend on the order of keys or on white space', () => {
    const { data, ...rest } = delivered;
    const shuffled = {
      data: { key: null, friendlyId: 'SHP-1', id: data.id },
      timestamp: rest.timestamp,
      event: rest.event,
    };
    expect(open(bytes(JSON.stringify({ events: [shuffled] }, null, 4)))[0]?.key).toBe(keys([delivered])[0]);
  });

  it('treats an empty diff as a missing one', () => {
    expect(keys([{ ...delivered, diff: null }])).toEqual(keys([delivered]));
  });

  it.each([
    ['diff', { ...updated, diff: [{ type: 'UPDATE', key: 'name', value: 'Birch Lane', oldValue: 'Birch' }] }],
    ['data', { ...updated, data: { ...updated.data, status: 'ACTIVE' } }],
    ['timestamp', { ...updated, timestamp: '2026-03-12T16:42:06Z' }],
    ['name', { ...updated, event: 'CUSTOMER_CREATED' }],
  ])('differs when the %s differs', (_what, other) => {
    expect(keys([other])).not.toEqual(keys([updated]));
  });

  it('distinguishes lists in another order, and unknown shapes without data', () => {
    const listing = (list: string[]) => ({ ...delivered, data: { id: 'a', list } });
    expect(keys([listing(['a', 'b'])])).not.toEqual(keys([listing(['b', 'a'])]));
    expect(keys([{ event: 'new.thing', body: 1 }])).not.toEqual(keys([{ event: 'new.thing', body: 2 }]));
  });

  it('stays short and printable for any ids', () => {
    const [key] = keys([{ ...delivered, data: { id: `\u0000${'x'.repeat(9000)}\n` } }]);
    expect(key).toMatch(/^[\x21-\x7e]{1,250}$/);
  });
});

describe('the envelope', () => {
  it('keeps each event as it was written', () => {
    expect(open(delivery([delivered, updated]))).toMatchObject([
      { type: 'SHIPMENT_DELIVERED', raw: delivered },
      { type: 'CUSTOMER_UPDATED', raw: updated },
    ]);
  });

  it('may lack sentAt, or be missing around a single event, and may start with a byte order mark', () => {
    const [key] = keys([delivered]);
    expect(open(bytes({ events: [delivered] }))[0]?.key).toBe(key);
    expect(open(bytes(delivered))[0]?.key).toBe(key);
    expect(open(bytes(`\uFEFF${JSON.stringify(delivered)}`))[0]?.key).toBe(key);
  });

  it.each([
    null,
    'poison',
    42,
    [],
    {},
    { event: 7, timestamp: '2026-03-12T16:42:04Z', data: {} },
    { event: 'SHIPMENT_DELIVERED' },
    { ...delivered, data: null },
    { ...delivered, timestamp: 'yesterday' },
  ])('keeps the other events of a failing one: %j', (poison) => {
    const events = open(delivery([delivered, poison, updated]));
    const fates = events.map((event) => {
      try {
        return normalise(event).outcome;
      } catch (thrown) {
        return thrown instanceof Unreadable ? 'unreadable' : 'fault';
      }
    });
    expect(fates).toEqual(['changes', 'unreadable', 'changes']);
    expect(new Set(events.map((event) => event.key)).size).toBe(3);
  });

  it.each([
    ['no JSON', 'not json'],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"events"'],
    ['no events', '{"sentAt":"2026-03-12T16:42:09Z"}'],
    ['events that are not a list', '{"events":{}}'],
    ['no event in the list', '{"events":[]}'],
    ['cut off', '{"events":[{"event":"SHIPMENT_DE'],
    ['endlessly nested', `{"events":[{"event":"X","data":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}]}`],
  ])('is rejected when it is %s', (_what, text) => {
    expect(() => open(bytes(text))).toThrow(Unreadable);
  });

  it('is rejected when it is not UTF-8', () => {
    const latin1 = Buffer.from('{"events":[{"event":"X","data":{"name":"Jos\u00e9"}}]}', 'latin1');
    expect(() => open(latin1)).toThrow(Unreadable);
  });
});
