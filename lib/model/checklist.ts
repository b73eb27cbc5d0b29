import type { MilestoneCode } from './milestone.ts';

/** Whether goods cross a customs border. */
export type Trade = 'international' | 'domestic';

/** Means of transport for which nothing but the route tells whether a customs border lies between: usually none. */
const INLAND: ReadonlySet<string> = new Set(['truck', 'rail', 'intermodal', 'other']);

/** One customs territory: goods between its members need no customs entry. */
const EUROPEAN_UNION = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** The trade between two countries, ISO 3166-1 alpha-2; where one of them is unknown, the usual one of the means of transport. */
export function tradeOf(mode: string | null, from: string | null, to: string | null): Trade {
  if (!from || !to) return mode !== null && INLAND.has(mode) ? 'domestic' : 'international';
  const [one, other] = [from, to].map((country) => (EUROPEAN_UNION.has(country) ? 'EU' : country));
  return one === other ? 'domestic' : 'international';
}

/** A paper that a shipment needs, by when, under which names sources file it, and in which trades by which means of transport. */
type Paper = {
  key: string;
  label: string;
  types: RegExp;
  by: MilestoneCode;
  international: readonly string[];
  domestic: readonly string[];
};

const [SEA, AIR, ROAD, RAIL, COMBINED] = ['ocean', 'air', 'truck', 'rail', 'intermodal'] as const;
const ALL = [SEA, AIR, ROAD, RAIL, COMBINED];

/** Columns: key, label, names in snake case, due by, needed in international trade by, needed in domestic trade by. */
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

const PAPERS: readonly Paper[] = TABLE.map(([key, label, types, by, international, domestic]) => ({
  key,
  label,
  types,
  by,
  international,
  domestic,
}));

/** Not the paper itself, though its name is in the type: it proves nothing to customs, a carrier or a bank. */
const NOT_FINAL = /draft|(^|_)pro_?forma|(^|_)void|cancell?ed|superseded|template/;

/** present: it is there; missing: the step it is for has happened without it; expected: the step is still to come. */
export type CheckedDocument<Document> = {
  key: string;
  label: string;
  by: MilestoneCode;
  state: 'present' | 'missing' | 'expected';
  documents: Document[];
};

/**
 * Which papers a shipment of this mode and trade should have, which of them are there, and which other documents came. `happened`
 * holds the milestones that are known as facts. A mode that nobody stated has no list: nothing is called missing. A document counts
 * whatever its source calls it, a draft does not.
 */
export function checkDocuments<Document extends { type: string }>(
  mode: string | null,
  happened: ReadonlySet<MilestoneCode>,
  documents: readonly Document[],
  trade: Trade = tradeOf(mode, null, null),
): { papers: CheckedDocument<Document>[]; others: Document[] } {
  const wanted = PAPERS.filter((paper) => mode !== null && paper[trade].includes(mode));
  const is = (paper: Paper, document: Document) => {
    const name = document.type.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
    return paper.types.test(name) && !NOT_FINAL.test(name);
  };
  const papers = wanted.map((paper) => {
    const found = documents.filter((document) => is(paper, document));
    const state = found.length > 0 ? 'present' : isBehind(paper.by, happened) ? 'missing' : 'expected';
    return { key: paper.key, label: paper.label, by: paper.by, state, documents: found } as const;
  });
  const others = documents.filter((document) => !wanted.some((paper) => is(paper, document)));
  return { papers, others };
}

/** A step is behind once it, or what can only follow it, happened: customs may release goods before they arrive. */
function isBehind(step: MilestoneCode, happened: ReadonlySet<MilestoneCode>): boolean {
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
