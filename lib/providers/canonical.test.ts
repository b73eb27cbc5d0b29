import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { canonical, checkDepth } from './canonical.ts';

/** Text as JSON may contain it, without lone surrogates, which the RFC excludes. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'toJSON', '', '\u2028', 'é', '10', '9'),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.array(fc.tuple(text, tie('value'))).map((entries) => JSON.parse(objectText(entries))),
  ),
})).value;

/** An object as in JSON, where `__proto__` is an ordinary key. */
function objectText(entries: [string, unknown][]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}

const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);

describe('the canonical form of JSON', () => {
  it('equals RFC 8785 in another implementation', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('equals the example of the RFC', () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(text, json), (value) => {
        const reversed = JSON.parse(objectText(Object.entries(value).reverse()));
        expect(canonical(reversed)).toBe(canonical(JSON.parse(objectText(Object.entries(value)))));
      }),
    );
  });

  it.each([
    ['half a surrogate pair', String.raw`"\ud800"`, String.raw`"\ud800"`],
    ['a number beyond the range of doubles', '{"a":1e400}', '{"a":Infinity}'],
  ])('is defined for values that the RFC excludes and senders may use: %s', (_, written, expected) => {
    expect(canonical(JSON.parse(written))).toBe(expected);
    expect(() => canonicalize(JSON.parse(written))).toThrow();
  });

  it('rejects deeply nested values, long before the stack overflows', () => {
    expect(canonical(nested(100))).toHaveLength(201);
    expect(() => canonical(nested(102))).toThrow(Unreadable);
    expect(() => canonical(nested(50_000))).toThrow(Unreadable);
  });

  it.each([1, '"x"', '{}', 'null'])(
    'and the check of the depth reject the same values, with %s innermost',
    (innermost) => {
      for (const levels of [98, 99, 100, 101, 102]) {
        const value = JSON.parse(`${'{"a":['.repeat(levels / 2)}${innermost}${']}'.repeat(levels / 2)}`);
        const rejects = (check: (value: unknown) => unknown) => {
          try {
            check(value);
            return false;
          } catch {
            return true;
          }
        };
        expect(rejects(checkDepth), `${levels}`).toBe(rejects(canonical));
      }
    },
  );
});
