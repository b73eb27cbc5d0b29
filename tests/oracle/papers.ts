import type { Mode } from './lateness.ts';

/** Steps of a journey by which papers are due. */
export type Step = 'picked up' | 'departed' | 'arrived' | 'cleared' | 'out for delivery' | 'delivered';

type Needs = readonly (readonly [paper: string, by: Step])[];

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

/** What goods need that cross a customs border, and what they need at home. By ship and by plane all of this world's goods cross one. */
const NEEDED: Readonly<Record<Mode, Readonly<{ abroad: Needs; home: Needs }>>> = {
  ocean: { abroad: [...ABROAD, ...BILLS], home: HOME },
  air: { abroad: [...ABROAD, ['air waybill', 'departed'], ['arrival notice', 'arrived']], home: HOME },
  truck: { abroad: [...ABROAD, ...ROAD], home: [...HOME, ...ROAD] },
  rail: { abroad: ABROAD, home: HOME },
  intermodal: { abroad: [...ABROAD, ...BILLS], home: HOME },
};

/** Which paper each type of file is, as both systems name them. Drafts and papers that nobody waits for are none. */
const IS: Readonly<Record<string, string>> = {
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

/** The papers that should be there by now and are not, in alphabetical order. */
export function missingPapers({ mode, abroad, types, behind }: Filed): string[] {
  const there = new Set(types.map((type) => IS[type.toLowerCase()]));
  // A bill of lading of a truck and train in one is what the forwarder's bill is at sea.
  if (mode === 'intermodal' && there.has('bill of lading')) there.add('house bill of lading');
  const needed = NEEDED[mode][abroad ? 'abroad' : 'home'];
  return needed.flatMap(([paper, by]) => (behind.has(by) && !there.has(paper) ? [paper] : [])).sort();
}
