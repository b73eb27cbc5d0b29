import { endOfDay } from '#lib/model/lateness.ts';
import { compareDecimals, subtractDecimals } from '#lib/model/money.ts';
import { currentClaim, fieldsOf, type Ledger } from '../ledger.ts';
import type { RowOf, RowsOf } from '../projection.ts';
import { conditionRows, instantOf } from './condition.ts';
import { type UnreadableValue, unreadableConditions } from './unreadable-fields.ts';

/** Fields whose values the checks of an invoice compare. */
const CHECKED = ['total', 'balance', 'lines', 'credits', 'dueOn'];

/** Statuses in which nothing can be gained from a check any more. */
const SETTLED = new Set(['paid', 'void', 'draft']);

/**
 * An invoice that fails a check, until it is corrected, paid, void or deleted at its source. What cannot be read of it is an exception of its
 * own: its amounts may add up.
 */
export function invoiceConditions(
  row: RowOf<'invoices'>,
  ledger: Ledger,
  unread: readonly UnreadableValue[],
): RowsOf<'exceptionConditions'> {
  if (row.removed || SETTLED.has(row.status)) return new Map();
  return new Map([...varianceOf(row, ledger), ...unreadableConditions(row, 'invoice', unread)]);
}

function varianceOf(row: RowOf<'invoices'>, ledger: Ledger): RowsOf<'exceptionConditions'> {
  const checks = (row.checks ?? []).filter(({ code }) => code !== 'unreadable');
  if (checks.length === 0) return new Map();
  const histories = fieldsOf(ledger);
  const firsts = CHECKED.map((field) => currentClaim(histories.get(field))?.[1] ?? -1);
  const source = ledger.events[Math.max(...firsts)] ?? ledger.events.at(-1);
  if (!source) return new Map();
  const amount = amountOf(row);
  return conditionRows('invoice', row.id, [
    {
      ...{ type: 'invoice.variance', part: '', severity: 'medium', opensAt: source.reportedAt, source },
      deadline: row.dueOn === null ? null : instantOf(endOfDay(row.dueOn, 'UTC')),
      details: { checks, ...(amount && { amount }) },
    },
  ]);
}

/** By how much the invoice does not add up: the greatest difference; null where the checks compare no amounts. */
function amountOf({ checks, currency }: RowOf<'invoices'>) {
  if (currency === null) return null;
  let most: string | null = null;
  for (const { code, expected, stated } of checks ?? []) {
    if (code === 'unknown_currency' || code === 'due_date' || !isDecimal(expected) || !isDecimal(stated)) continue;
    const difference = subtractDecimals(stated, expected).replace(/^-/, '');
    if (most === null || compareDecimals(difference, most) > 0) most = difference;
  }
  return most === null ? null : { amount: most, currency };
}

const isDecimal = (text: string) => /^-?\d+(\.\d+)?$/.test(text);
