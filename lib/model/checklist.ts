import type { MilestoneCode } from './milestone.ts';

/** Whether cargo crosses a customs border. */
export type Trade = 'international' | 'domestic';

/** Modes whose trade follows from the route only; without one, domestic is assumed. */
const INLAND: ReadonlySet<string> = new Set(['truck', 'rail', 'intermodal', 'other']);

/** One customs territory: cargo between its members needs no customs entry. */
const EUROPEAN_UNION = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** The trade between two countries, ISO 3166-1 alpha-2; if one is unknown, the usual one of the mode. */
export function tradeOf(mode: string | null, from: string | null, to: string | null): Trade {
  if (!from || !to) return mode !== null && INLAND.has(mode) ? 'domestic' : 'international';
  const [one, other] = [from, to].map((country) => (EUROPEAN_UNION.has(country) ? 'EU' : country));
  return one === other ? 'domestic' : 'international';
}

/** A required document: due step, document types of sources, and the trades and modes that need it. */
type RequiredDocument = {
  key: string;
  label: string;
  types: RegExp;
  by: MilestoneCode;
  international: readonly string[];
  domestic: readonly string[];
};

const [SEA, AIR, ROAD, RAIL, COMBINED] = ['ocean', 'air', 'truck', 'rail', 'intermodal'] as const;
const ALL = [SEA, AIR, ROAD, RAIL, COMBINED];

/** Columns: key, label, document types in snake case, due step, modes in international trade, modes in domestic trade. */
const TABLE: readonly (readonly [string, string, RegExp, MilestoneCode, readonly string[], readonly string[]])[] = [
  ['commercial_invoice', 'Commercial invoice', /commercial_?invoice/, 'DEPARTED', ALL, []],
  ['packing_list', 'Packing list', /packing_?(list|slip)/, 'DEPARTED', ALL, [SEA, AIR]],
  [
    'house_bill',
    'House bill of lading',
    /^(?!.*(master|carrier|inland|truck|rail|air)).*(bill_?of_?lading|(^|_)b_?o?_?l($|_)|(^|_)hb_?l($|_)|house_?bill|express_?(release|b_?l)|sea_?way_?bill|telex)/,
    'DEPARTED',
    [SEA, COMBINED],
    [SEA],
  ],
  [
    'master_bill',
    'Master bill of lading',
    /(master|carrier)_?(bill|b_?o?_?l($|_))|(^|_)mb_?l($|_)/,
    'DEPARTED',
    [SEA, COMBINED],
    [SEA],
  ],
  ['air_waybill', 'Air waybill', /air_?way_?bill|(^|_)[hm]?awb($|_)/, 'DEPARTED', [AIR], [AIR]],
  ['arrival_notice', 'Arrival notice', /arrival_?notice|notice_?of_?arrival/, 'ARRIVED', [SEA, AIR, COMBINED], [SEA]],
  [
    'customs_entry',
    'Customs entry',
    /customs_?(entry|declaration|release|clearance)|entry_?summary|(^|_)7501($|_)|(^|_)3461($|_)/,
    'CUSTOMS_RELEASED',
    ALL,
    [],
  ],
  ['rate_confirmation', 'Rate confirmation', /rate_?con/, 'PICKED_UP', [ROAD], [ROAD]],
  [
    'bill_of_lading',
    'Bill of lading',
    /^(?!.*(house|master|ocean|air)).*(bill_?of_?lading|(^|_)b_?o_?l($|_))|(^|_)cmr($|_)/,
    'PICKED_UP',
    [ROAD],
    [ROAD],
  ],
  ['delivery_order', 'Delivery order', /delivery_?order/, 'OUT_FOR_DELIVERY', [SEA, COMBINED], [SEA]],
  ['proof_of_delivery', 'Proof of delivery', /proof_?of_?delivery|(^|_)pod($|_)/, 'DELIVERED', ALL, ALL],
];

const REQUIRED_DOCUMENTS: readonly RequiredDocument[] = TABLE.map(
  ([key, label, types, by, international, domestic]) => ({
    key,
    label,
    types,
    by,
    international,
    domestic,
  }),
);

/** Types that are not the final document, and are not accepted by customs, carriers or banks. */
const NOT_FINAL = /draft|(^|_)pro_?forma|(^|_)void|cancell?ed|superseded|template/;

/** present: received; missing: its due step has happened without it; expected: its due step has not happened yet. */
export type CheckedDocument<Document> = {
  key: string;
  label: string;
  by: MilestoneCode;
  state: 'present' | 'missing' | 'expected';
  documents: Document[];
};

/**
 * The documents that a shipment of this mode and trade needs, with their state, and its other documents. `happened`: the actual
 * milestones. Without a mode nothing is required. Documents are matched by any known type name; drafts do not count.
 */
export function checkDocuments<Document extends { type: string }>(
  mode: string | null,
  happened: ReadonlySet<MilestoneCode>,
  documents: readonly Document[],
  trade: Trade = tradeOf(mode, null, null),
): { required: CheckedDocument<Document>[]; others: Document[] } {
  const requiredDocuments = REQUIRED_DOCUMENTS.filter((entry) => mode !== null && entry[trade].includes(mode));
  const matches = (entry: RequiredDocument, document: Document) => {
    const name = document.type.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
    return entry.types.test(name) && !NOT_FINAL.test(name);
  };
  const required = requiredDocuments.map((entry) => {
    const found = documents.filter((document) => matches(entry, document));
    const state = found.length > 0 ? 'present' : hasHappened(entry.by, happened) ? 'missing' : 'expected';
    return { key: entry.key, label: entry.label, by: entry.by, state, documents: found } as const;
  });
  const others = documents.filter((document) => !requiredDocuments.some((entry) => matches(entry, document)));
  return { required, others };
}

/** A step has happened if it, or a milestone that can only follow it, is actual. Customs may release cargo before it arrives. */
function hasHappened(step: MilestoneCode, happened: ReadonlySet<MilestoneCode>): boolean {
  if (happened.has(step)) return true;
  const before = step === 'CUSTOMS_RELEASED' ? 'ARRIVED' : step;
  return ORDER.slice(ORDER.indexOf(before) + 1).some((code) => happened.has(code));
}

const ORDER: readonly MilestoneCode[] = [
  'PICKED_UP',
  'DEPARTED',
  'ARRIVED',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
  'EMPTY_RETURNED',
];
