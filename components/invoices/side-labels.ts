import type { InvoiceSide } from '#lib/model/record.ts';

/** What the sides of our books are called on screens. */
export const SIDE_LABELS: Readonly<Record<InvoiceSide, string>> = { payable: 'Payables', receivable: 'Receivables' };
