import { lookup } from '#lib/model/lookup.ts';

export type Field<Row> = { type: keyof typeof OPERATORS; of: (row: Row) => unknown };
export type Fields<Row> = Record<string, Field<Row>>;

/** A request that MVMNT would refuse: 400, with the invalid fields. */
export class Invalid extends Error {
  override name = 'Invalid';
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

type Test = (value: unknown, wanted: unknown) => boolean;

const lower = (value: unknown) => String(value ?? '').toLowerCase();
const not =
  (test: Test): Test =>
  (value, wanted) =>
    !test(value, wanted);

/** Instants compare as instants and days as days, numbers as numbers. */
function size(value: unknown): number {
  return typeof value === 'number' ? value : Date.parse(String(value));
}

const compare =
  (holds: (difference: number) => boolean): Test =>
  (value, wanted) =>
    value !== null && value !== undefined && holds(size(value) - Number(wanted));

const among: Test = (value, wanted) => wanted instanceof Set && wanted.has(value);
const includes: Test = (value, wanted) => lower(value).includes(lower(wanted));
const starts: Test = (value, wanted) => lower(value).startsWith(lower(wanted));
const ends: Test = (value, wanted) => lower(value).endsWith(lower(wanted));
const same: Test = (value, wanted) => value === wanted;
const isNull: Test = (value, wanted) => (value === null || value === undefined) === wanted;

const EQUAL: Record<string, Test> = { equalTo: same, notEqualTo: not(same) };
const SET: Record<string, Test> = { ...EQUAL, in: among, notIn: not(among) };
const SIZE: Record<string, Test> = {
  equalTo: compare((difference) => difference === 0),
  notEqualTo: compare((difference) => difference !== 0),
  lessThan: compare((difference) => difference < 0),
  lessThanOrEqualTo: compare((difference) => difference <= 0),
  greaterThan: compare((difference) => difference > 0),
  greaterThanOrEqualTo: compare((difference) => difference >= 0),
  isNull,
};
const TEXT: Record<string, Test> = {
  ...SET,
  isNull,
  includes,
  notIncludes: not(includes),
  startsWith: starts,
  notStartsWith: not(starts),
  endsWith: ends,
  notEndsWith: not(ends),
};
const OPERATORS = {
  uuid: { ...SET, isNull },
  string: TEXT,
  enum: SET,
  datetime: SIZE,
  float: SIZE,
  boolean: EQUAL,
} satisfies Record<string, Record<string, Test>>;

function objectAt(path: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Invalid(path, 'must be an object');
}

/** The operand of an operator, converted for comparison. */
function prepared(path: string, operator: string, sized: boolean, wanted: unknown): unknown {
  if (operator === 'in' || operator === 'notIn') {
    if (!Array.isArray(wanted)) throw new Invalid(path, 'must be a list');
    return new Set(wanted);
  }
  if (!sized || operator === 'isNull') return wanted;
  if (Number.isNaN(size(wanted))) throw new Invalid(path, 'must be a time or a number');
  return size(wanted);
}

function fieldTest<Row>(path: string, { type, of }: Field<Row>, given: unknown): (row: Row) => boolean {
  const known: Record<string, Test> = OPERATORS[type];
  const tests = Object.entries(objectAt(path, given)).map(([operator, wanted]) => {
    const test = lookup(known, operator);
    if (!test) throw new Invalid(`${path}.${operator}`, `is not an operator of ${type} fields`);
    const against = prepared(`${path}.${operator}`, operator, known === SIZE, wanted);
    return (row: Row) => test(of(row), against);
  });
  return (row) => tests.every((test) => test(row));
}

/** Turns a filter into a test of rows. Siblings must all hold. Throws `Invalid` for an unknown field or operator. */
export function compile<Row>(filter: unknown, fields: Fields<Row>, path = 'filter'): (row: Row) => boolean {
  const tests = Object.entries(objectAt(path, filter)).map(([name, given]) => {
    const here = `${path}.${name}`;
    if (name === 'not') {
      const test = compile(given, fields, here);
      return (row: Row) => !test(row);
    }
    if (name === 'and' || name === 'or') {
      if (!Array.isArray(given)) throw new Invalid(here, 'must be a list');
      const parts = given.map((one, i) => compile(one, fields, `${here}.${i}`));
      return (row: Row) => (name === 'and' ? parts.every((test) => test(row)) : parts.some((test) => test(row)));
    }
    const field = lookup(fields, name);
    if (!field) throw new Invalid(here, 'is not a field that can be filtered');
    return fieldTest(here, field, given);
  });
  return (row) => tests.every((test) => test(row));
}
