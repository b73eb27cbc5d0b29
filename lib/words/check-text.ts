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
  words: Words = ENGLISH,
): string {
  const { t } = words;
  if (code === 'currency') return currencyText(expected, stated, words);
  if (code === 'unknown_currency') return t('Unknown currency {code}', { code: stated });
  if (code === 'due_date') return t('Due date {date} is implausible; treated as not due', { date: stated });
  if (code === 'unreadable') return unreadableText(expected, stated, words);
  const [ours, theirs] = [expected, stated].map((amount) => moneyText({ amount, currency }, words)) as [string, string];
  if (code === 'lines') return t('Lines add up to {ours}, the invoice total is {theirs}', { ours, theirs });
  return t('Total less credits is {ours}, the stated balance is {theirs}', { ours, theirs });
}

/** Lines and total have different currencies; either may be unknown. */
function currencyText(invoice: string, lines: string, { t }: Words): string {
  if (lines !== '' && invoice !== '')
    return t('Lines are in {lines}, the invoice in {invoice}: the sum cannot be checked', { lines, invoice });
  if (lines !== '') return t('Lines are in {lines}, the invoice in none: the sum cannot be checked', { lines });
  return invoice === ''
    ? t('Lines are in no known currency, the invoice in none: the sum cannot be checked')
    : t('Lines are in no known currency, the invoice in {invoice}: the sum cannot be checked', { invoice });
}

/** What cannot be read of a field, `dueOn`, or of a line of it, `amount 2`. */
export function unreadableText(field: string, text: string, { t }: Words = ENGLISH): string {
  const [name = '', line] = field.split(' ');
  const label = t(lookup<string>(UNREADABLE_FIELDS, name) ?? name);
  return line === undefined
    ? t('{field} “{text}” cannot be read', { field: label, text })
    : t('{field} of line {line} “{text}” cannot be read', { field: label, line, text });
}
