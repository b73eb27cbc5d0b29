import { BOOKED_MODES, CONTAINER_SIZES, INCOTERMS } from '#lib/model/booking-terms.ts';
import type { RequestKind } from '#lib/model/request.ts';

/** A field of a form. `name` is its path in the request: `containers.twenty_ft`. */
export type FormField = {
  name: string;
  label: string;
  type: 'text' | 'date' | 'number' | 'area' | 'pick' | 'tick';
  note?: string;
  required?: true;
  options?: readonly { value: string; label: string }[];
  /** Suggestions while typing: references that were used before. */
  used?: 'companies' | 'addresses';
};
export type FormGroup = { title: string; fields: readonly FormField[] };

const words = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

const CONTAINERS: readonly FormField[] = Object.entries(CONTAINER_SIZES).map(([size, label]) => ({
  name: `containers.${size}`,
  label,
  type: 'number',
}));

/** The fields of each form. */
export const FORMS: Record<RequestKind, { title: string; submit: string; groups: readonly FormGroup[] }> = {
  booking: {
    title: 'New booking',
    submit: 'Submit booking',
    groups: [
      {
        title: 'Parties and routing',
        fields: [
          { name: 'name', label: 'Name', type: 'text', required: true, note: 'Your reference.' },
          {
            name: 'mode',
            label: 'Mode',
            type: 'pick',
            required: true,
            options: BOOKED_MODES.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) })),
          },
          {
            name: 'shipper',
            label: 'Shipper',
            type: 'text',
            required: true,
            used: 'companies',
            note: 'ID of the company at the provider.',
          },
          {
            name: 'consignee',
            label: 'Consignee',
            type: 'text',
            required: true,
            used: 'companies',
            note: 'ID of the company at the provider.',
          },
          {
            name: 'origin',
            label: 'Origin',
            type: 'text',
            required: true,
            used: 'addresses',
            note: 'Reference of the address.',
          },
          {
            name: 'destination',
            label: 'Destination',
            type: 'text',
            used: 'addresses',
            note: 'Reference of the address.',
          },
          { name: 'originPort', label: 'Port of loading', type: 'text', note: 'UN/LOCODE, such as CNSHA.' },
          { name: 'destinationPort', label: 'Port of discharge', type: 'text', note: 'UN/LOCODE, such as USLAX.' },
        ],
      },
      {
        title: 'Dates and terms',
        fields: [
          { name: 'cargoReadyOn', label: 'Cargo ready', type: 'date', required: true },
          { name: 'deliveryOn', label: 'Deliver by', type: 'date' },
          { name: 'incoterm', label: 'Incoterm', type: 'pick', options: words(INCOTERMS) },
          { name: 'exportCustoms', label: 'Export customs by forwarder', type: 'tick' },
        ],
      },
      {
        title: 'Cargo',
        fields: [
          { name: 'weightKg', label: 'Weight, kg', type: 'number', required: true },
          { name: 'volumeCbm', label: 'Volume, m³', type: 'number', required: true },
          { name: 'pieces', label: 'Pieces', type: 'number' },
          { name: 'description', label: 'Description', type: 'text' },
          { name: 'hazardous', label: 'Dangerous goods', type: 'tick' },
        ],
      },
      {
        title: 'Containers, for ocean freight',
        fields: [...CONTAINERS, { name: 'lcl', label: 'Less than container load (LCL)', type: 'tick' }],
      },
      { title: 'Instructions', fields: [{ name: 'instructions', label: 'Instructions', type: 'area' }] },
    ],
  },
  amendment: {
    title: 'Amend a booking',
    submit: 'Amend booking',
    groups: [
      {
        title: 'Changes',
        fields: [
          { name: 'booking', label: 'Booking', type: 'text', required: true, note: 'ID at the forwarder.' },
          { name: 'name', label: 'Name', type: 'text' },
          { name: 'cargoReadyOn', label: 'Cargo ready', type: 'date' },
          { name: 'deliveryOn', label: 'Deliver by', type: 'date' },
        ],
      },
      { title: 'Containers, all of them', fields: CONTAINERS },
      { title: 'Instructions', fields: [{ name: 'instructions', label: 'Instructions', type: 'area' }] },
    ],
  },
  product: {
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
          { name: 'hsCodes', label: 'HS codes', type: 'text', note: 'Digits, separated by commas.' },
          { name: 'product', label: 'Id', type: 'text', note: 'Of the product that is changed; none for a new one.' },
        ],
      },
      { title: 'Description', fields: [{ name: 'description', label: 'Description', type: 'area' }] },
    ],
  },
};

/** Converts form values to a request; empty fields are left out. */
export function readForm(kind: RequestKind, form: FormData): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const { name, type } of FORMS[kind].groups.flatMap(({ fields }) => fields)) {
    const given = form.get(name);
    const text = typeof given === 'string' ? given.trim() : '';
    if (type === 'tick') input[name] = text !== '';
    else if (text !== '') put(input, name, name === 'hsCodes' ? text.split(/[\s,]+/).filter(Boolean) : text);
  }
  return input;
}

function put(input: Record<string, unknown>, path: string, value: unknown): void {
  const [first = '', rest] = path.split('.');
  if (rest === undefined) input[first] = value;
  else input[first] = { ...(input[first] as object | undefined), [rest]: value };
}
