import { lookup } from './lookup.ts';
import type { MilestoneCode } from './milestone.ts';

/** Whether cargo crosses a customs border. */
export type Trade = 'international' | 'domestic';

/** Modes whose trade follows from the route only; without one, domestic is assumed. */
const INLAND: ReadonlySet<string> = new Set(['truck', 'rail', 'intermodal', 'other']);

/** One customs territory: cargo between its members needs no customs entry. */
const EUROPEAN_UNION = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/** The customs territory of each country that shares one, by ISO 3166-1 alpha-2 code; any other country is its own. */
export const CUSTOMS_TERRITORIES: Readonly<Record<string, string>> = Object.fromEntries(
  EUROPEAN_UNION.map((country) => [country, 'EU']),
);

/** The trade between two countries, ISO 3166-1 alpha-2; if one is unknown, the usual one of the mode. */
export function tradeOf(mode: string | null, from: string | null, to: string | null): Trade {
  if (!from || !to) return mode !== null && INLAND.has(mode) ? 'domestic' : 'international';
  const [one, other] = [from, to].map((country) => lookup(CUSTOMS_TERRITORIES, country) ?? country);
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

/** The names of the required documents by key, in the order of the table. */
export const REQUIRED_DOCUMENT_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  REQUIRED_DOCUMENTS.map(({ key, label }) => [key, label]),
);

/**
 * The keys of the required documents that a document of this type satisfies, in the order of the table. The type is that of its
 * source, in any notation. Drafts and unknown types satisfy none.
 */
export function satisfiedBy(type: string): string[] {
  const name = type.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
  if (NOT_FINAL.test(name)) return [];
  return REQUIRED_DOCUMENTS.filter(({ types }) => types.test(name)).map(({ key }) => key);
}

/**
 * Whether a document with this due step must be there when the cargo arrives, at which customs may release it. A delivery order is not
 * due by then: it is issued against the arrival notice and the customs release, so no shipment that has not arrived can have one, and
 * it would hide what is really missing. A proof of delivery follows later still.
 */
export function isDueByArrival(step: MilestoneCode): boolean {
  return DUE_BY_ARRIVAL.has(step);
}

const DUE_BY_ARRIVAL: ReadonlySet<MilestoneCode> = new Set(['PICKED_UP', 'DEPARTED', 'ARRIVED', 'CUSTOMS_RELEASED']);

/** The names of the documents due by the arrival, by key, in the order of the table. */
export const ARRIVAL_DOCUMENT_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  REQUIRED_DOCUMENTS.filter(({ by }) => isDueByArrival(by)).map(({ key, label }) => [key, label]),
);

/** The keys of the documents due by the arrival, by mode and trade, and the trade of a mode if a country is unknown; for queries. */
export const ARRIVAL_CHECKLISTS: readonly (Record<Trade, readonly string[]> & { mode: string; usual: Trade })[] =
  ALL.map((mode) => {
    const keysOf = (trade: Trade) =>
      REQUIRED_DOCUMENTS.filter((entry) => isDueByArrival(entry.by) && entry[trade].includes(mode)).map(
        ({ key }) => key,
      );
    return {
      mode,
      usual: tradeOf(mode, null, null),
      international: keysOf('international'),
      domestic: keysOf('domestic'),
    };
  });

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
  const satisfied = documents.map((document) => ({ document, keys: satisfiedBy(document.type) }));
  const required = requiredDocuments.map((entry) => {
    const found = satisfied.filter(({ keys }) => keys.includes(entry.key)).map(({ document }) => document);
    const state = found.length > 0 ? 'present' : hasHappened(entry.by, happened) ? 'missing' : 'expected';
    return { key: entry.key, label: entry.label, by: entry.by, state, documents: found } as const;
  });
  const others = satisfied.filter(({ keys }) => !requiredDocuments.some(({ key }) => keys.includes(key)));
  return { required, others: others.map(({ document }) => document) };
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
