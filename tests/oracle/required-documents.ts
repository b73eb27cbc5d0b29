import type { Mode } from './lateness.ts';

/** Steps of a journey by which documents are due. */
export type Step = 'picked up' | 'departed' | 'arrived' | 'cleared' | 'out for delivery' | 'delivered';

type Needs = readonly (readonly [document: string, by: Step])[];

const ABROAD: Needs = [
  ['commercial invoice', 'departed'],
  ['packing list', 'departed'],
  ['customs entry', 'cleared'],
  ['proof of delivery', 'delivered'],
];
const BILLS: Needs = [
  ['house bill of lading', 'departed'],
  ['master bill of lading', 'departed'],
  ['arrival notice', 'arrived'],
  ['delivery order', 'out for delivery'],
];
const ROAD: Needs = [
  ['rate confirmation', 'picked up'],
  ['bill of lading', 'picked up'],
];
const HOME: Needs = [['proof of delivery', 'delivered']];

/** The documents required for cross-border and domestic goods. In this world all ocean and air freight crosses a border. */
const NEEDED: Readonly<Record<Mode, Readonly<{ abroad: Needs; home: Needs }>>> = {
  ocean: { abroad: [...ABROAD, ...BILLS], home: HOME },
  air: { abroad: [...ABROAD, ['air waybill', 'departed'], ['arrival notice', 'arrived']], home: HOME },
  truck: { abroad: [...ABROAD, ...ROAD], home: [...HOME, ...ROAD] },
  rail: { abroad: ABROAD, home: HOME },
  intermodal: { abroad: [...ABROAD, ...BILLS], home: HOME },
};

/** The document of each file type of both providers. Drafts and optional documents are not listed. */
const DOCUMENT_OF_TYPE: Readonly<Record<string, string>> = {
  commercial_invoice: 'commercial invoice',
  packing_list: 'packing list',
  flexport_bill_of_lading: 'house bill of lading',
  master_bill_of_lading: 'master bill of lading',
  house_airway_bill: 'air waybill',
  master_airway_bill: 'air waybill',
  arrival_notice: 'arrival notice',
  customs_entry: 'customs entry',
  delivery_order: 'delivery order',
  proof_of_delivery: 'proof of delivery',
  rate_con: 'rate confirmation',
  bill_of_lading: 'bill of lading',
};

type Filed = { mode: Mode; abroad: boolean; types: readonly string[]; behind: ReadonlySet<Step> };

/** The documents that are due and missing, in alphabetical order. */
export function missingDocuments({ mode, abroad, types, behind }: Filed): string[] {
  const there = new Set(types.map((type) => DOCUMENT_OF_TYPE[type.toLowerCase()]));
  // An intermodal bill of lading counts as the house bill of lading.
  if (mode === 'intermodal' && there.has('bill of lading')) there.add('house bill of lading');
  const needed = NEEDED[mode][abroad ? 'abroad' : 'home'];
  return needed.flatMap(([document, by]) => (behind.has(by) && !there.has(document) ? [document] : [])).sort();
}
