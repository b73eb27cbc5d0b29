import type { InvoiceSide } from '#lib/model/record.ts';

/** The labels of payables and receivables. */
export const SIDE_LABELS: Readonly<Record<InvoiceSide, string>> = { payable: 'Payables', receivable: 'Receivables' };
