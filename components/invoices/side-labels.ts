import { lookup } from '#lib/model/lookup.ts';
import type { InvoiceSide } from '#lib/model/record.ts';

/** The labels of payables and receivables. */
export const SIDE_LABELS: Readonly<Record<InvoiceSide, string>> = { payable: 'Payables', receivable: 'Receivables' };

/** The labels of the filter by side. */
export const SIDE_FILTER_LABELS = { ...SIDE_LABELS, neither: 'Neither' } as const;

/** Who owes whom, by the kind of an invoice: its source states no side. */
const SIDES_BY_KIND: Readonly<Record<string, string>> = {
  freight: 'Payable: the forwarder bills freight',
  carrier_bill: 'Payable: a carrier bills its haul',
  vendor_bill: 'Payable: a vendor bills its service',
  customer: 'Receivable: billed to the customer',
  commercial: 'Neither: a seller bills the buyer of the cargo, and no source states whether it is paid here',
};

/** The side of an invoice with what it is known from. */
export function sideText(kind: string): string {
  return lookup(SIDES_BY_KIND, kind) ?? 'Not known';
}
