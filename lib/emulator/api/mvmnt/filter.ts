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

type Test = (value: unknown, operand: unknown) => boolean;

const lower = (value: unknown) => String(value ?? '').toLowerCase();
const not =
  (test: Test): Test =>
  (value, operand) =>
    !test(value, operand);

/** Instants compare as instants and days as days, numbers as numbers. */
function size(value: unknown): number {
  return typeof value === 'number' ? value : Date.parse(String(value));
}

const compare =
  (holds: (difference: number) => boolean): Test =>
  (value, operand) =>
    value !== null && value !== undefined && holds(size(value) - Number(operand));

const among: Test = (value, operand) => operand instanceof Set && operand.has(value);
const includes: Test = (value, operand) => lower(value).includes(lower(operand));
const starts: Test = (value, operand) => lower(value).startsWith(lower(operand));
const ends: Test = (value, operand) => lower(value).endsWith(lower(operand));
const same: Test = (value, operand) => value === operand;
const isNull: Test = (value, operand) => (value === null || value === undefined) === operand;

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
function prepared(path: string, operator: string, sized: boolean, operand: unknown): unknown {
  if (operator === 'in' || operator === 'notIn') {
    if (!Array.isArray(operand)) throw new Invalid(path, 'must be a list');
    return new Set(operand);
  }
  if (!sized || operator === 'isNull') return operand;
  if (Number.isNaN(size(operand))) throw new Invalid(path, 'must be a time or a number');
  return size(operand);
}

function fieldTest<Row>(path: string, { type, of }: Field<Row>, given: unknown): (row: Row) => boolean {
  const operators: Record<string, Test> = OPERATORS[type];
  const tests = Object.entries(objectAt(path, given)).map(([operator, operand]) => {
    const test = lookup(operators, operator);
    if (!test) throw new Invalid(`${path}.${operator}`, `is not an operator of ${type} fields`);
    const against = prepared(`${path}.${operator}`, operator, operators === SIZE, operand);
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
