import type { InvoiceCheck } from '#db/schema/invoices.ts';
import { moneyText } from '../money/money-text.ts';

/** What does not add up, in words: `Lines add up to USD 6,843.29, the invoice says USD 6,743.29`. */
export function checkText({ code, expected, stated }: InvoiceCheck, currency: string | null): string {
  if (code === 'currency')
    return `Lines are in ${stated || 'no known currency'}, the invoice in ${expected || 'none'}: the sum cannot be checked`;
  if (code === 'unknown_currency') return `The currency ${stated} is not known`;
  if (code === 'due_date') return `Due on ${stated}, which cannot be right: it counts as not due`;
  const [ours, theirs] = [expected, stated].map((amount) => moneyText({ amount, currency }));
  if (code === 'lines') return `Lines add up to ${ours}, the invoice says ${theirs}`;
  return `After credits ${ours} can be owed at most, the invoice says ${theirs}`;
}
