import { BOOKING_LABELS, DOCUMENT_LABELS, INVOICE_LABELS, ORDER_LABELS, PRODUCT_LABELS } from '#lib/model/labels.ts';
import { lookup } from '#lib/model/lookup.ts';
import { inWords } from '../shipments/words.ts';

const LABELS: Readonly<Record<string, string>> = {
  ...DOCUMENT_LABELS,
  ...PRODUCT_LABELS,
  ...ORDER_LABELS,
  ...INVOICE_LABELS,
  ...BOOKING_LABELS,
};

/** The status of a record in words; `Removed` if its source deleted it. */
export function statusText({ status, removed }: { status: string; removed: boolean }): string {
  const shown = removed ? 'removed' : status;
  return lookup(LABELS, shown) ?? inWords(shown);
}
