import type { RequestKind } from '#lib/model/request.ts';
import { AMENDMENT_FORM, BOOKING_FORM } from './booking-form.ts';
import type { Form, FormField } from './form-field.ts';

const PRODUCT_FORM: Form = {
  title: 'Product',
  submit: 'Submit product',
  groups: [
    {
      title: 'Product',
      fields: [
        { name: 'sku', label: 'SKU', type: 'text', required: true },
        { name: 'name', label: 'Name', type: 'text', required: true },
        { name: 'category', label: 'Category', type: 'text' },
        { name: 'countryOfOrigin', label: 'Country of origin', type: 'text', note: 'Two letters, such as CN.' },
        { name: 'hsCodes', label: 'HS codes', type: 'list', note: 'Digits, separated by commas.' },
        { name: 'product', label: 'Id', type: 'text', note: 'Of the product that is changed; none for a new one.' },
      ],
    },
    { title: 'Description', fields: [{ name: 'description', label: 'Description', type: 'area' }] },
  ],
};

/** The fields of each form. */
export const FORMS: Record<RequestKind, Form> = {
  booking: BOOKING_FORM,
  amendment: AMENDMENT_FORM,
  product: PRODUCT_FORM,
};

/** The fields of a form, without their groups. */
export function fieldsOf(kind: RequestKind): readonly FormField[] {
  return FORMS[kind].groups.flatMap(({ fields }) => fields);
}

/** Converts form values to a request; empty fields are left out. */
export function readForm(kind: RequestKind, form: FormData): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const { name, type } of fieldsOf(kind)) {
    const given = form.get(name);
    const text = typeof given === 'string' ? given.trim() : '';
    if (type === 'tick') input[name] = text !== '';
    else if (text !== '') put(input, name, type === 'list' ? partsOf(text) : text);
  }
  return input;
}

/** The form values that `readForm` converts to a request. A box that is not ticked is empty; other empty fields are left out. */
export function valuesOf(kind: RequestKind, input: Readonly<Record<string, unknown>>): Record<string, string> {
  const values = fieldsOf(kind).flatMap(({ name, type }): [string, string][] => {
    const [first = '', rest] = name.split('.');
    const value = rest === undefined ? input[first] : (input[first] as Record<string, unknown> | undefined)?.[rest];
    if (type === 'tick') return [[name, value === true ? 'yes' : '']];
    const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
    return text === '' ? [] : [[name, text]];
  });
  return Object.fromEntries(values);
}

/** Parts between spaces or commas; `UN 1263` is one. */
const partsOf = (text: string) =>
  text
    .replace(/\bUN\s+(?=\d)/gi, 'UN')
    .split(/[\s,;]+/)
    .filter(Boolean);

function put(input: Record<string, unknown>, path: string, value: unknown): void {
  const [first = '', rest] = path.split('.');
  if (rest === undefined) input[first] = value;
  else input[first] = { ...(input[first] as object | undefined), [rest]: value };
}

/** Messages by field, the first of each; a path such as `unNumbers.0` is that of its field, and '' is the whole form. */
export function byField(
  kind: RequestKind,
  mistakes: readonly { path: readonly PropertyKey[]; message: string }[],
): Record<string, string> {
  const names = new Set(FORMS[kind].groups.flatMap(({ name, fields }) => [name, ...fields.map((one) => one.name)]));
  const errors: Record<string, string> = {};
  for (const { path, message } of mistakes) {
    const whole = path.map(String).join('.');
    const name = names.has(whole) ? whole : names.has(String(path[0])) ? String(path[0]) : '';
    errors[name] ??= name === '' && whole !== '' ? `${whole} ${message}` : message;
  }
  return errors;
}
