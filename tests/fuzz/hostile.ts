import type { Random } from '#lib/emulator/world/random.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A placeholder for a number that JSON can contain and JavaScript cannot; `written` replaces it by the number. */
const BEYOND_DOUBLES = '@@1e999@@';

/** JSON of a value, with the numbers that JavaScript cannot represent. */
export function written(value: Json): string {
  const text = JSON.stringify(value);
  return text.includes(BEYOND_DOUBLES) ? text.replaceAll(`"${BEYOND_DOUBLES}"`, '1e999') : text;
}

/** Text that often causes errors. */
const TEXTS: readonly string[] = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', 'x\udc00y', '\udfff\ud800', '\u{1f6a2}'.repeat(50)],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', '[object Object]'],
  ...[
    '\uff11\uff12\uff13\uff14',
    '\uff2d\uff33\uff23\uff35\uff11\uff12',
    '\u0663',
    '\u200b',
    'a\u200b\u200db',
    '\u202egnihsilop',
    '\ufeff',
  ],
  ...['%', '%00', '%E0%A4%A', '|', 'a|b|c', 'A\nB\tC', '\u2028', '\ufdfa'.repeat(60), 'e\u0301'.repeat(20), '\u0130'],
  ...['=1+1', "'; drop table shipments; --", '<b>', '+08:00', 'Mars/Olympus', 'UTC', 'GMT+99', 'Asia/Shanghai'],
  ...[
    'TL',
    'ocean',
    'USD',
    'us$',
    'RMB',
    'CNSHA',
    'cnsha',
    'US',
    'usa',
    'DELIVERED',
    'in transit',
    'CANCELED',
    'archived',
  ],
];

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789\u00e9\u4e0a';

/** Text of up to 10,000 characters that compresses badly. */
function longText(random: Random): string {
  return random.letters(LETTERS, random.pick([64, 333, 2_800, 10_000]));
}

export function hostileText(random: Random): string {
  return random.chance(0.08) ? longText(random) : random.pick(TEXTS);
}

/** Times: missing, invalid and distant ones, other notations, and times that are not text. */
const CLOCKS: readonly Json[] = [
  ...['0001-01-01T00:00:00Z', '0001-01-01', '1899-12-30T00:00:00Z', '1900-01-01', '1970-01-01T00:00:00Z', '1970-01-01'],
  ...[
    '9999-12-31',
    '9999-12-31T23:59:59Z',
    '0000-00-00',
    '0000-00-00 00:00:00',
    '0000-01-01T00:00:00Z',
    'infinity',
    '-infinity',
  ],
  ...[
    '2038-01-19T03:14:07Z',
    '2998-12-31T23:59:59Z',
    '2999-01-01',
    '+275760-09-13T00:00:00.000Z',
    '-000001-01-01T00:00:00Z',
  ],
  ...[
    '2016-12-31T23:59:60Z',
    '2016-12-31T23:59:60+05:30',
    '2026-03-12T24:00:00Z',
    '2026-03-12T24:00:01Z',
    '2024-02-29',
  ],
  ...[
    '2026-02-30',
    '2026-13-45',
    '2026-00-10',
    '20260312',
    '20260312T104204Z',
    '2026-03-12 10:42:04+08',
    '2026-03-12t10:42z',
  ],
  ...[
    '2026-03-12T10:42:04,123+0530',
    '2026-03-12T10:42:04+15:59',
    '2026-03-12T10:42:04+16:00',
    '2026-03-12T12:00:00-12:00',
  ],
  ...[
    '2026-03-12T10:42:04\u221208:00',
    '2026-03-12T10:42:04+08:00[Asia/Shanghai]',
    '2026-03-12T10:42:04',
    '2026-03-12T12:00:00+08:00',
  ],
  ...[
    `2026-03-12T10:42:04.${'9'.repeat(40)}Z`,
    `2026-03-12T10:42:04.${'1234567890'.repeat(900)}Z`,
    '2026-W11-4',
    '2026-071',
  ],
  ...[
    'Thu, 12 Mar 2026 10:42:04 GMT',
    '12/03/2026',
    '1773312124',
    'yesterday',
    '\uff12\uff10\uff12\uff16-03-12',
    '2026-03-12\u0000',
  ],
  ...[
    '2062-03-14T10:00:00Z',
    '1985-03-12',
    '2026-03-12T10:42:04.999999999Z',
    '2026-03-12T23:59:59.9999Z',
    '2006-01-01T00:00:00Z',
  ],
  ...[1_773_312_124_000, 1_773_312_124, 0, -1],
];

export function hostileClock(random: Random): Json {
  return random.pick(CLOCKS);
}

/** Numbers: huge, negative, inexact floats, and text that resembles a number. */
const NUMBERS: readonly Json[] = [
  ...[0, -0, -1, 1.5, 1e21, 1e300, -1e300, 5e-324, 2 ** 31, 2 ** 31 - 1, -(2 ** 31) - 1, 2 ** 53, 2 ** 53 + 2, 40_000],
  ...[0.1 + 0.2, 1813.4999999999998, 19.989999771118164, 1e-7, 123_456_789.123_456_78, BEYOND_DOUBLES],
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    '1e5',
    '1e400',
    '0x1F',
    '1_000',
    '1,234.50',
    '1.234,50',
    '(12.00)',
    'US$ 12',
    '\uff11\uff12',
  ],
  ...[
    '12 345,6',
    '--1',
    '+5',
    '.5',
    '5.',
    '9'.repeat(19),
    '9'.repeat(400),
    `0.${'3'.repeat(300)}`,
    '-0.00',
    '007',
    '2147483648',
  ],
];

export function hostileNumber(random: Random): Json {
  return random.pick(NUMBERS);
}

function nested(depth: number, inside: Json): Json {
  let value = inside;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { data: value };
  return value;
}

/** A value of another type. */
export function hostileShape(random: Random, value: Json): Json {
  switch (random.int(0, 11)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return [];
    case 3:
      return {};
    case 4:
      return [value];
    case 5:
      return { value, data: value, id: value, name: value };
    case 6:
      return { data: [value] };
    case 7:
      return {
        _object: '/api/refs/collection',
        link: 'https://api.flexport.com/x',
        data: { data: [value, null, value] },
      };
    case 8:
      return nested(random.pick([3, 99, 101, 4_000]), random.pick(['\u00fc', 1]));
    case 9:
      return Array.isArray(value)
        ? Object.fromEntries(value.map((one, at) => [String(at), one]))
        : JSON.stringify(value);
    case 10:
      return [null, 1, 'a', [], {}, value];
    default:
      return typeof value === 'number' ? String(value) : typeof value === 'string' ? value.length : 7;
  }
}

/** An unexpected field name. */
export function hostileName(random: Random): string {
  return random.chance(0.7)
    ? random.pick(['__proto__', 'constructor', 'id', 'data', 'status', 'legs', 'a\u0000'])
    : hostileText(random);
}
