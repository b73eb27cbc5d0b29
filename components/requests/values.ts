import type { Amendable } from '#lib/model/booking-terms.ts';
import type { Words } from '#lib/model/language.ts';
import type { RequestKind } from '#lib/model/request.ts';
import { containerCounts } from '../record/words.ts';
import { fieldsOf } from './fields.ts';
import type { FormField } from './form-field.ts';

/** The names of what an amendment can change. */
export const FIELD_LABELS: Record<Amendable, string> = {
  name: 'Name',
  cargoReadyOn: 'Cargo ready',
  originPort: 'Port of loading',
  destinationPort: 'Port of discharge',
  containers: 'Containers',
};

/** A value of a booking as text; `none` for an empty one. */
export function amendedText(field: Amendable, value: unknown, words: Words): string {
  return valueText({ name: field, type: field === 'cargoReadyOn' ? 'date' : 'text' }, value, words) ?? words.t('none');
}

type Shown = Pick<FormField, 'name' | 'type' | 'options'>;

/** A submitted value as text, in the words of its form; null for an empty one. */
export function valueText({ type, options }: Shown, value: unknown, words: Words): string | null {
  const { t, day, number } = words;
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return t(value ? 'Yes' : 'No');
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).join(', ');
  if (typeof value === 'object') return countsText(value, words);
  const text = String(value);
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return day(text);
  const option = options?.find(({ value: one }) => one === text);
  return option ? t(option.label) : text;
}

function countsText(value: object, words: Words): string | null {
  const counts = Object.entries(value).flatMap(([size, count]): [string, number][] =>
    Number.isInteger(count) && count > 0 ? [[size, count]] : [],
  );
  return counts.length === 0 ? null : containerCounts(Object.fromEntries(counts), words);
}

/** What a request contains, by the labels of its form, containers as one; nothing that is empty. */
export function contentOf(kind: RequestKind, input: Readonly<Record<string, unknown>>, words: Words) {
  const single = fieldsOf(kind).filter(({ name }) => !name.includes('.'));
  const fields: readonly Pick<FormField, 'name' | 'type' | 'label' | 'options' | 'of'>[] =
    kind === 'product' ? single : [...single, { name: 'containers', label: 'Containers', type: 'text' }];
  return fields.flatMap((field) => {
    const text = valueText(field, input[field.name], words);
    return text === null ? [] : [{ ...field, text, value: input[field.name] }];
  });
}
