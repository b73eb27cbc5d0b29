import { describe, expect, it, test } from 'vitest';
import { createWorld } from '#lib/emulator/world/index.ts';
import { Random } from '#lib/emulator/world/random.ts';
import { accented } from './accent.ts';
import { instantIn, TIME_FORMS } from './times.ts';
import { withAccent } from './with-accent.ts';

const unchanged = () => createWorld({ seed: 5, start: new Date('2025-02-01T00:00:00Z'), shipments: 20 }).deliveries();
const bodies = [...unchanged()].map(({ body }) => body);

describe('notation variants', () => {
  it('depend on the seed only', () => {
    const once = [...withAccent(unchanged(), 0.3, 1)].map(({ body }) => body);
    expect([...withAccent(unchanged(), 0.3, 1)].map(({ body }) => body)).toEqual(once);
    expect([...withAccent(unchanged(), 0.3, 2)].map(({ body }) => body)).not.toEqual(once);
    expect(once).not.toEqual(bodies);
  });

  it('with share 0 change nothing', () => {
    expect([...withAccent(unchanged(), 0)].map(({ body }) => body)).toEqual(bodies);
  });

  it('keep ids, event names and the shape, and are signed again', () => {
    const shape = (json: unknown): unknown => {
      if (Array.isArray(json)) return json.map(shape);
      if (typeof json !== 'object' || json === null) return null;
      return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, shape(value)]));
    };
    const ids = (body: string) => body.match(/"(?:id|type|event|_object|shipment_id|externalId)":[^,}]+/g);
    for (const [at, delivery] of [...withAccent(unchanged(), 1)].entries()) {
      const plain = bodies[at] ?? '';
      expect(shape(JSON.parse(delivery.body))).toEqual(shape(JSON.parse(plain)));
      expect(ids(delivery.body)).toEqual(ids(plain));
    }
    const [first] = withAccent(unchanged(), 1);
    const [honest] = unchanged();
    expect(first?.sign('secret')).not.toEqual(honest?.sign('secret'));
  });

  it('exist for every kind of value', () => {
    const value = {
      actual_arrival_date: null,
      estimated_arrival_date: '2025-02-10T12:00:00.000-06:00',
      amount: 1813.5,
      currency_code: 'USD',
      unlocode: 'CNSHA',
      po_number: 'PO-311577',
      vessel_name: 'EVER FENNEL',
      memo: 'Label in two languages',
    };
    const other = accented(value, 1, new Random('kinds')) as typeof value;
    for (const name of Object.keys(value) as (keyof typeof value)[]) expect(other[name], name).not.toEqual(value[name]);
    expect(other.amount).toBeCloseTo(1813.5, 9);
  });
});

test.each(TIME_FORMS)('an instant in the form "%s" is the same one', (form) => {
  // Parses independently of the code under test: the digits in order, and the offset.
  const read = (text: string) => {
    const [, year, month, day, hour, minute, second, fraction = '0', zone = ''] =
      /^(\d{4})-?(\d\d)-?(\d\d)[tT ](\d\d):?(\d\d):?(\d\d)(?:[.,](\d+))?(.+)$/.exec(text) ?? [];
    const offset = /^z$/i.test(zone)
      ? 0
      : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.replace(':', '').slice(3) || 0));
    const at = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute) - offset,
      Number(second),
    );
    return at + Math.round(Number(`0.${fraction}`) * 1000);
  };
  for (const text of ['2025-02-10T12:34:56Z', '2025-02-10T12:34:56+05:30', '2025-12-31T23:59:59-08:00']) {
    const other = instantIn(form, text);
    if (!text.endsWith(':30')) expect(other).not.toBe(text);
    expect(read(other ?? '')).toBe(Date.parse(text));
  }
});
