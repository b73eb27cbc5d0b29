import type { Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import { type InvoiceCheckCode, UNREADABLE_FIELDS } from '#lib/model/record.ts';
import { moneyText } from './money-text.ts';
import { ENGLISH } from './words-of.ts';

/** A check of the amounts of an invoice that failed. */
type FailedCheck = { code: InvoiceCheckCode; expected: string; stated: string };

/** The text of a failed check: `Lines add up to USD 6,843.29, the invoice total is USD 6,743.29`. */
export function checkText(
  { code, expected, stated }: FailedCheck,
  currency: string | null,
  { t }: Words = ENGLISH,
): string {
  if (code === 'currency')
    return `Lines are in ${stated || 'no known currency'}, the invoice in ${expected || 'none'}: the sum cannot be checked`;
  if (code === 'unknown_currency') return t('Unknown currency {code}', { code: stated });
  if (code === 'due_date') return `Due date ${stated} is implausible; treated as not due`;
  if (code === 'unreadable') return unreadableText(expected, stated);
  const [ours, theirs] = [expected, stated].map((amount) => moneyText({ amount, currency }));
  if (code === 'lines') return `Lines add up to ${ours}, the invoice total is ${theirs}`;
  return `Total less credits is ${ours}, the stated balance is ${theirs}`;
}

/** What cannot be read of a field, `dueOn`, or of a line of it, `amount 2`. */
export function unreadableText(field: string, text: string): string {
  const [name = '', line] = field.split(' ');
  const label = lookup<string>(UNREADABLE_FIELDS, name) ?? name;
  return `${line === undefined ? label : `${label} of line ${line}`} “${text}” cannot be read`;
}
