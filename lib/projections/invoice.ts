import type { InvoiceCheck } from '#db/schema/invoices.ts';
import { decimalsOf } from '#lib/model/currency.ts';
import {
  addDecimals,
  compareDecimals,
  isWithinRounding,
  type Money,
  subtractDecimals,
  unitOf,
} from '#lib/model/money.ts';
import type { InvoiceFields, InvoiceLine } from '#lib/model/record.ts';
import { dayOf } from '#lib/model/time.ts';
import { invoiceConditions } from './conditions/invoice.ts';
import { type UnreadableValue, unreadableValues } from './conditions/unreadable-fields.ts';
import { compareSources, currentClaim, fieldsOf, firstSourceOf, type Ledger, type Source } from './ledger.ts';
import { isPlausibleDueDay } from './plausible-time.ts';
import { type Identity, MAX_POSITION, type Projection, type RowOf } from './projection.ts';
import { commonColumns, lastAt, readSteps, type Step, shipmentRecordRows, stepRows } from './record.ts';
import { readFields } from './route.ts';
import { recordSearchTerms } from './search-terms.ts';

/** Derives the rows of an invoice or bill and its lines from its ledger. */
export function projectInvoice(identity: Identity, ledger: Ledger): Projection {
  const steps = readSteps(ledger);
  const fields = afterPayments(readFields<InvoiceFields>(fieldsOf(ledger)), ledger, steps);
  const lines = fields.lines ?? [];
  const credited = creditedOn(fields);
  const implausibleDue = implausibleDueDay(ledger);
  const unread = unreadableValues(ledger, lines);
  const row: RowOf<'invoices'> = {
    ...commonColumns(identity, ledger, fields.number),
    status: statusOf(fields, steps, unread.some(({ field }) => field === 'credits') ? null : (credited ?? '0')),
    removed: lastAt(steps, 'REMOVED') !== null,
    kind: fields.kind ?? 'freight',
    issuer: fields.issuer ?? null,
    recipient: fields.recipient ?? null,
    issuedAt: fields.issuedAt?.at ?? lastAt(steps, 'ISSUED'),
    issuedOn: fields.issuedAt ? dayOf(fields.issuedAt) : (lastAt(steps, 'ISSUED')?.slice(0, 10) ?? null),
    dueOn: implausibleDue === null ? (fields.dueOn ?? null) : null,
    currency: fields.total?.currency ?? fields.balance?.currency ?? null,
    total: fields.total?.amount ?? null,
    balance: fields.balance?.amount ?? null,
    credited,
    incoterm: fields.incoterm ?? null,
    credits: fields.credits ?? null,
    notes: fields.notes ?? null,
    checks: checksOf(fields, steps, credited, implausibleDue, unread),
  };
  const links = shipmentRecordRows(identity, 'invoice', ledger);
  return {
    invoices: new Map([[identity.id, row]]),
    exceptionConditions: invoiceConditions(row, ledger, unread),
    invoiceLines: new Map(
      lines.slice(0, MAX_POSITION).map((line, at) => [`${identity.id} ${at + 1}`, lineRow(identity.id, line, at + 1)]),
    ),
    steps: stepRows(identity, 'invoice', steps),
    shipmentRecords: links,
    searchTerms: recordSearchTerms(identity.id, links, [row.number]),
  };
}

/**
 * The balance less the payments after it was stated: some sources report payments and never state the new balance. Without a
 * stated balance it starts from the total.
 */
function afterPayments(fields: InvoiceFields, ledger: Ledger, steps: readonly Step[]): InvoiceFields {
  const histories = fieldsOf(ledger);
  const claim = currentClaim(histories.get(fields.balance ? 'balance' : 'total'));
  const stated = claim && ledger.events[claim[2]];
  const balance = fields.balance ?? fields.total;
  if (!stated || !balance) return fields;
  const since = steps.flatMap((step) => {
    const paid = step.code === 'PAYMENT_MADE' && isAfter(step, stated) ? step.amount : null;
    return paid && unitOf(paid) === unitOf(balance) ? [paid.amount] : [];
  });
  if (since.length === 0) return fields;
  return { ...fields, balance: { ...balance, amount: subtractDecimals(balance.amount, addDecimals(...since)) } };
}

/**
 * Whether a payment was made after a statement. If it has no time of day, or exactly the time of the statement, the reports are
 * compared.
 */
function isAfter({ moment, first }: Step, stated: Source): boolean {
  const isTimed = moment.precision === 'time' && moment.at !== stated.reportedAt;
  return isTimed ? moment.at > stated.reportedAt : compareSources(first, stated) > 0;
}

function lineRow(invoiceId: string, line: InvoiceLine, position: number): RowOf<'invoiceLines'> {
  return {
    invoiceId,
    position,
    name: line.name,
    category: line.category ?? null,
    amount: line.amount ?? null,
    quantity: line.quantity ?? null,
    rate: line.rate ?? null,
    sku: line.sku ?? null,
    poNumber: line.poNumber ?? null,
    container: line.container ?? null,
  };
}

/**
 * The balance decides over the stated status: without a balance it is paid, with a reduced one partly paid. `credited`: null if not all
 * credits are known, so that nobody knows what reduced it.
 */
function statusOf({ kind, total, balance, ...stated }: InvoiceFields, steps: readonly Step[], credited: string | null) {
  const status = stated.status ?? (kind === 'commercial' ? 'issued' : 'outstanding');
  if (status === 'void' || lastAt(steps, 'VOIDED')) return 'void';
  if (status === 'draft' || !total || !balance) return status;
  if (compareDecimals(balance.amount, '0') <= 0) return compareDecimals(total.amount, '0') > 0 ? 'paid' : status;
  if (credited === null) return status === 'paid' ? 'outstanding' : status;
  const owed = subtractDecimals(total.amount, credited);
  const isLess = compareDecimals(balance.amount, owed) < 0;
  if (isLess && !isWithinRounding(balance.amount, owed, decimalsOf(total.currency), 1)) return 'partly_paid';
  return status === 'paid' ? 'outstanding' : status;
}

/** The sum of all credits; null without any, or if one is in another currency than the invoice. */
function creditedOn({ total, balance, credits = [] }: InvoiceFields): string | null {
  const owed = total ?? balance;
  const amounts = credits.map(({ amount }) => amount);
  return owed && amounts.some((amount) => unitOf(amount) !== unitOf(owed)) ? null : sum(amounts);
}

/** The sum of amounts in one currency; null without any, or if they have several currencies. */
function sum(amounts: readonly Money[]): string | null {
  const [first] = amounts;
  if (!first || amounts.some((amount) => unitOf(amount) !== unitOf(first))) return null;
  return addDecimals(...amounts.map(({ amount }) => amount));
}

/** The stated due date if it is implausible: it stays in the ledger and does not make the invoice overdue. */
function implausibleDueDay(ledger: Ledger): string | null {
  const claim = currentClaim(fieldsOf(ledger).get('dueOn'));
  const first = firstSourceOf(ledger, claim);
  if (typeof claim?.[0] !== 'string' || !first) return null;
  return isPlausibleDueDay(claim[0], first.learnedAt) ? null : claim[0];
}

/** What needs a check by a user: amounts that do not add up or cannot be checked, and implausible values. */
function checksOf(
  fields: InvoiceFields,
  steps: readonly Step[],
  credited: string | null,
  implausibleDue: string | null,
  unread: readonly UnreadableValue[],
): InvoiceCheck[] | null {
  const unknown = unknownCurrencies(fields);
  const isOwed = !lastAt(steps, 'VOIDED') && unread.every(({ field }) => field !== 'credits');
  const checks = [lineCheck(fields), isOwed ? balanceCheck(fields, credited) : null].filter((check) => check !== null);
  if (unknown) checks.push({ code: 'unknown_currency', expected: '', stated: unknown });
  if (implausibleDue) checks.push({ code: 'due_date', expected: '', stated: implausibleDue });
  for (const { field, text, line } of unread)
    checks.push({ code: 'unreadable', expected: line === undefined ? field : `${field} ${line}`, stated: text });
  return checks.length > 0 ? checks : null;
}

/** Compares the lines with the total. Each line may be rounded by half a minor unit; in several currencies they have no sum. */
function lineCheck({ lines = [], total }: InvoiceFields): InvoiceCheck | null {
  const amounts = lines.flatMap(({ amount }) => amount ?? []);
  const currencies = new Set(amounts.map(unitOf));
  const expected = total ? unitOf(total) : '';
  if (new Set([...currencies, ...(total ? [expected] : [])]).size > 1)
    return { code: 'currency', expected, stated: [...currencies].filter(Boolean).join(', ') };
  if (!total || amounts.length === 0 || amounts.length < lines.length) return null;
  const added = sum(amounts) ?? '0';
  const isRounding = isWithinRounding(added, total.amount, decimalsOf(total.currency), lines.length);
  return isRounding ? null : { code: 'lines', expected: added, stated: total.amount };
}

/** Compares the balance with the total less all known credits. */
function balanceCheck({ total, balance, credits = [] }: InvoiceFields, credited: string | null): InvoiceCheck | null {
  if (!total || !balance || unitOf(total) !== unitOf(balance)) return null;
  const owed = subtractDecimals(total.amount, credited ?? '0');
  const isMore = compareDecimals(balance.amount, owed) > 0;
  const isRounding = isWithinRounding(balance.amount, owed, decimalsOf(total.currency), 1 + credits.length);
  return isMore && !isRounding ? { code: 'balance', expected: owed, stated: balance.amount } : null;
}

/** The unknown currency codes in an invoice, as the source wrote them. */
function unknownCurrencies({ lines = [], total, balance, credits = [] }: InvoiceFields): string | null {
  const amounts = [
    total,
    balance,
    ...lines.flatMap(({ amount, rate }) => [amount, rate]),
    ...credits.map((one) => one.amount),
  ];
  const written = new Set(amounts.flatMap((amount) => amount?.written ?? []));
  return [...written].join(', ') || null;
}
