import type { Change } from '#lib/model/change.ts';
import { unreadableMoney } from '#lib/model/read-money.ts';
import type { RecordType, UnreadableField } from '#lib/model/record.ts';
import { unreadableDate } from '#lib/model/unreadable-date.ts';
import { isObject } from './json-object.ts';

/** The values that a source states for a field, in the order in which they are read. */
type Stated = Readonly<Partial<Record<UnreadableField, readonly unknown[]>>>;
export type Unreadable = Partial<Record<UnreadableField, string>>;

/** What stands in the places of dates and amounts that could not be read, by field; undefined if all could. */
export function unreadableIn(fields: object, dates: Stated, amounts: Stated = {}): Unreadable | undefined {
  const found: Unreadable = {};
  for (const [values, read] of [
    [dates, unreadableDate],
    [amounts, (value: unknown) => unreadableMoney(bare(value))],
  ] as const) {
    for (const [name, stated] of Object.entries(values)) {
      const field = name as UnreadableField;
      const [text] = field in fields ? [] : (stated ?? []).flatMap((value) => read(value) ?? []);
      if (text !== undefined) found[field] = text;
    }
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/** The changes that say which dates and amounts of a record cannot be read. */
export function unreadableChanges(
  { recordType, record, fields }: { recordType: RecordType; record: string; fields: object },
  dates: Stated,
  amounts: Stated,
): Change[] {
  return Object.entries(unreadableIn(fields, dates, amounts) ?? {}).map(([field, text]) => ({
    ...({ kind: 'unreadable_field', recordType, record, text } as const),
    field: field as UnreadableField,
  }));
}

/** An amount may be wrapped, with its currency beside it. */
const bare = (value: unknown) => (isObject(value) ? (value.value ?? value.amount) : value);
