import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { open } from './open.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const keyOf = (text: string) => open(bytes(text))[0]?.key;
const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

describe('opening a body', () => {
  it('keys the documented format by its id, as it is written', () => {
    const raw = { _object: '/event', id: 1831596, type: '/shipment_leg#arrived', data: { extra: [1] } };
    expect(open(bytes(JSON.stringify(raw)))).toEqual([
      { key: '1831596', type: '/shipment_leg#arrived', raw, byId: true },
    ]);
  });

  it('separates ids of the compact format from those of the documented one', () => {
    expect(keyOf('{"id":"evt_1","type":"shipment.milestone","data":{}}')).toBe('brief:evt_1');
    expect(keyOf('{"id":1831596,"type":"departed","data":{}}')).toBe('brief:1831596');
    expect(keyOf('{"id":"1831596","type":"/shipment#created","data":{}}')).toBe('1831596');
  });

  it.each([
    ['no id', '{"type":"departed","data":{}}'],
    ['an empty id', '{"id":"","type":"departed","data":{}}'],
    ['null for an id', '{"id":null,"type":"/shipment#created","data":{}}'],
    ['an id too large to be exact', '{"id":9007199254740993,"type":"/shipment#created","data":{}}'],
    ['an id that is neither text nor number', '{"id":{},"type":"/shipment#created","data":{}}'],
  ])('keys an event with %s by its exact bytes', (_, text) => {
    expect(keyOf(text)).toBe(sha256(text));
  });

  it('ignores a byte order mark', () => {
    expect(keyOf('\uFEFF{"id":7,"type":"/shipment#created","data":{}}')).toBe('7');
  });

  it.each([
    ['is not UTF-8 text', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['is not JSON', bytes('{"type":')],
    ['is not JSON', bytes('')],
    ['is not a JSON object', bytes('[{"type":"/shipment#created","data":{}}]')],
    ['is not a JSON object', bytes('null')],
    ['has no type', bytes('{"data":{}}')],
    ['has no type', bytes('{"type":" ","data":{}}')],
    ['has no type', bytes('{"type":7,"data":{}}')],
    ['holds control characters', bytes('{"type":"depart\\u0000ed","data":{}}')],
    ['has no data object', bytes('{"type":"/shipment#created"}')],
    ['has no data object', bytes('{"type":"/shipment#created","data":[]}')],
  ])('rejects a body that %s', (message, body) => {
    expect(() => open(body)).toThrow(Unreadable);
    expect(() => open(body)).toThrow(message);
  });
});
