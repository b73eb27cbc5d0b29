import type { MilestoneCode } from './milestone.ts';

/** A paper that a shipment needs, by when, and under which names sources file it. */
type Paper = { key: string; label: string; types: RegExp; by: MilestoneCode; modes: readonly string[] };

const SEA_AND_AIR = ['ocean', 'air', 'intermodal'] as const;
const PAPERS: readonly Paper[] = [
  {
    key: 'commercial_invoice',
    label: 'Commercial invoice',
    types: /commercial_?invoice/,
    by: 'DEPARTED',
    modes: SEA_AND_AIR,
  },
  { key: 'packing_list', label: 'Packing list', types: /packing_?(list|slip)/, by: 'DEPARTED', modes: SEA_AND_AIR },
  {
    key: 'house_bill',
    label: 'House bill of lading',
    types: /house_?(bill|b_?l)|hbl|express_?(release|b_?l)|sea_?way_?bill|telex/,
    by: 'DEPARTED',
    modes: ['ocean', 'intermodal'],
  },
  {
    key: 'master_bill',
    label: 'Master bill of lading',
    types: /master_?(bill|b_?l)|mbl/,
    by: 'DEPARTED',
    modes: ['ocean', 'intermodal'],
  },
  { key: 'air_waybill', label: 'Air waybill', types: /air_?way_?bill|h?awb/, by: 'DEPARTED', modes: ['air'] },
  { key: 'arrival_notice', label: 'Arrival notice', types: /arrival_?notice/, by: 'ARRIVED', modes: SEA_AND_AIR },
  {
    key: 'customs_entry',
    label: 'Customs entry',
    types: /customs|entry_?summary|7501/,
    by: 'CUSTOMS_RELEASED',
    modes: SEA_AND_AIR,
  },
  { key: 'rate_confirmation', label: 'Rate confirmation', types: /rate_?con/, by: 'PICKED_UP', modes: ['truck'] },
  {
    key: 'bill_of_lading',
    label: 'Bill of lading',
    types: /^(bol|bill_?of_?lading)$/,
    by: 'PICKED_UP',
    modes: ['truck'],
  },
  {
    key: 'delivery_order',
    label: 'Delivery order',
    types: /delivery_?order/,
    by: 'OUT_FOR_DELIVERY',
    modes: ['ocean', 'intermodal'],
  },
  {
    key: 'proof_of_delivery',
    label: 'Proof of delivery',
    types: /proof_?of_?delivery|^pod$/,
    by: 'DELIVERED',
    modes: [...SEA_AND_AIR, 'truck', 'rail'],
  },
];

/** present: it is there; missing: the step it is for has happened without it; expected: the step is still to come. */
export type CheckedDocument<Document> = {
  key: string;
  label: string;
  by: MilestoneCode;
  state: 'present' | 'missing' | 'expected';
  documents: Document[];
};

/**
 * Which papers a shipment of this mode should have, which of them are there, and which other documents came. `happened`
 * holds the milestones that are known as facts. A mode that nobody stated has no list: nothing is called missing.
 */
export function checkDocuments<Document extends { type: string }>(
  mode: string | null,
  happened: ReadonlySet<MilestoneCode>,
  documents: readonly Document[],
): { papers: CheckedDocument<Document>[]; others: Document[] } {
  const wanted = PAPERS.filter(({ modes }) => mode !== null && modes.includes(mode));
  const is = (paper: Paper, { type }: Document) => paper.types.test(type.toLowerCase().replace(/[\s-]+/g, '_'));
  const papers = wanted.map((paper) => {
    const found = documents.filter((document) => is(paper, document));
    const state = found.length > 0 ? 'present' : isBehind(paper.by, happened) ? 'missing' : 'expected';
    return { key: paper.key, label: paper.label, by: paper.by, state, documents: found } as const;
  });
  const others = documents.filter((document) => !wanted.some((paper) => is(paper, document)));
  return { papers, others };
}

/** A step is behind once it, or what can only follow it, happened. */
function isBehind(step: MilestoneCode, happened: ReadonlySet<MilestoneCode>): boolean {
  const from = ORDER.indexOf(step);
  return ORDER.slice(from).some((code) => happened.has(code));
}

const ORDER: readonly MilestoneCode[] = [
  'PICKED_UP',
  'DEPARTED',
  'ARRIVED',
  'CUSTOMS_RELEASED',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
  'EMPTY_RETURNED',
];
