import type { InvoiceCheck } from '#db/schema/invoices.ts';
import { decimalsOf } from '#lib/model/currency.ts';
import { addDecimals, compareDecimals, isWithinRounding, type Money, subtractDecimals } from '#lib/model/money.ts';
import type { InvoiceFields, InvoiceLine } from '#lib/model/record.ts';
import { dayOf } from '#lib/model/time.ts';
import { compareSources, currentClaim, fieldsOf, firstSourceOf, type Ledger, type Source } from './ledger.ts';
import { isPlausibleDueDay } from './plausible-time.ts';
import { type Identity, MAX_POSITION, type Projection, type RowOf } from './projection.ts';
import { commonColumns, lastAt, readSteps, type Step, shipmentRecordRows, stepRows } from './record.ts';
import { readFields } from './route.ts';

/** What is shown of an invoice or bill and its lines, out of its ledger. */
export function projectInvoice(identity: Identity, ledger: Ledger): Projection {
  const steps = readSteps(ledger);
  const fields = afterPayments(readFields<InvoiceFields>(fieldsOf(ledger)), ledger, steps);
  const lines = fields.lines ?? [];
  const credited = sum((fields.credits ?? []).map(({ amount }) => amount));
  const implausibleDue = implausibleDueDay(ledger);
  const row: RowOf<'invoices'> = {
    ...commonColumns(identity, ledger, fields.number),
    status: statusOf(fields, steps, credited),
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
    checks: checksOf(fields, steps, credited, implausibleDue),
  };
  return {
    invoices: new Map([[identity.id, row]]),
    invoiceLines: new Map(
      lines.slice(0, MAX_POSITION).map((line, at) => [`${identity.id} ${at + 1}`, lineRow(identity.id, line, at + 1)]),
    ),
    steps: stepRows(identity, 'invoice', steps),
    shipmentRecords: shipmentRecordRows(identity, 'invoice', ledger),
  };
}

/**
 * What is open after the payments that were made after the balance was stated: some sources tell of payments and never
 * state the new balance. Without any balance the total is what was open at first.
 */
function afterPayments(fields: InvoiceFields, ledger: Ledger, steps: readonly Step[]): InvoiceFields {
  const registers = fieldsOf(ledger);
  const told = currentClaim(registers.get(fields.balance ? 'balance' : 'total'));
  const stated = told && ledger.events[told[2]];
  const balance = fields.balance ?? fields.total;
  if (!stated || !balance) return fields;
  const since = steps.flatMap((step) => {
    const paid = step.code === 'PAYMENT_MADE' && isAfter(step, stated) ? step.amount : null;
    return paid?.currency === balance.currency ? [paid.amount] : [];
  });
  if (since.length === 0) return fields;
  return { ...fields, balance: { ...balance, amount: subtractDecimals(balance.amount, addDecimals(...since)) } };
}

/** Where only the day of a payment is known, or the very instant is that of the statement, the later report counts. */
function isAfter({ moment, first }: Step, stated: Source): boolean {
  const tells = moment.precision === 'time' && moment.at !== stated.reportedAt;
  return tells ? moment.at > stated.reportedAt : compareSources(first, stated) > 0;
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

/** Amounts prove more than words: what is owed no longer is paid, what is owed in part is paid in part. */
function statusOf({ kind, total, balance, ...stated }: InvoiceFields, steps: readonly Step[], credited: string | null) {
  const status = stated.status ?? (kind === 'commercial' ? 'issued' : 'outstanding');
  if (status === 'void' || lastAt(steps, 'VOIDED')) return 'void';
  if (status === 'draft' || !total || !balance) return status;
  if (compareDecimals(balance.amount, '0') <= 0) return compareDecimals(total.amount, '0') > 0 ? 'paid' : status;
  const owed = subtractDecimals(total.amount, credited ?? '0');
  const isLess = compareDecimals(balance.amount, owed) < 0;
  if (isLess && !isWithinRounding(balance.amount, owed, decimalsOf(total.currency), 1)) return 'partly_paid';
  return status === 'paid' ? 'outstanding' : status;
}

/** The sum of amounts in one currency; null when there are none or they are in several. */
function sum(amounts: readonly Money[]): string | null {
  const [first] = amounts;
  if (!first || amounts.some(({ currency }) => currency !== first.currency)) return null;
  return addDecimals(...amounts.map(({ amount }) => amount));
}

/** The day on which it is said to fall due, where money cannot be due then: it is kept in the ledger, and nobody is late by it. */
function implausibleDueDay(ledger: Ledger): string | null {
  const claim = currentClaim(fieldsOf(ledger).get('dueOn'));
  const first = firstSourceOf(ledger, claim);
  if (typeof claim?.[0] !== 'string' || !first) return null;
  return isPlausibleDueDay(claim[0], first.learnedAt) ? null : claim[0];
}

/** What somebody should look at: what does not add up or cannot be checked, and what cannot be right. */
function checksOf(
  fields: InvoiceFields,
  steps: readonly Step[],
  credited: string | null,
  implausibleDue: string | null,
): InvoiceCheck[] | null {
  const unknown = unknownCurrencies(fields);
  const checks = [lineCheck(fields), lastAt(steps, 'VOIDED') ? null : balanceCheck(fields, credited)].filter(
    (check) => check !== null,
  );
  if (unknown) checks.push({ code: 'unknown_currency', expected: '', stated: unknown });
  if (implausibleDue) checks.push({ code: 'due_date', expected: '', stated: implausibleDue });
  return checks.length > 0 ? checks : null;
}

/** Lines against the total. Each may have been rounded by half a minor unit; in several currencies they have no sum. */
function lineCheck({ lines = [], total }: InvoiceFields): InvoiceCheck | null {
  const amounts = lines.flatMap(({ amount }) => amount ?? []);
  const currencies = new Set(amounts.map(({ currency }) => currency ?? ''));
  const expected = total?.currency ?? '';
  if (new Set([...currencies, ...(total ? [expected] : [])]).size > 1)
    return { code: 'currency', expected, stated: [...currencies].filter(Boolean).join(', ') };
  if (!total || amounts.length === 0 || amounts.length < lines.length) return null;
  const added = sum(amounts) ?? '0';
  const isRounding = isWithinRounding(added, total.amount, decimalsOf(total.currency), lines.length);
  return isRounding ? null : { code: 'lines', expected: added, stated: total.amount };
}

/** What is owed against the total less all credits that we know of. */
function balanceCheck({ total, balance, credits = [] }: InvoiceFields, credited: string | null): InvoiceCheck | null {
  if (!total || !balance || total.currency !== balance.currency) return null;
  const owed = subtractDecimals(total.amount, credited ?? '0');
  const isMore = compareDecimals(balance.amount, owed) > 0;
  const isRounding = isWithinRounding(balance.amount, owed, decimalsOf(total.currency), 1 + credits.length);
  return isMore && !isRounding ? { code: 'balance', expected: owed, stated: balance.amount } : null;
}

/** What the source wrote for currencies that nobody knows. */
function unknownCurrencies({ lines = [], total, balance, credits = [] }: InvoiceFields): string | null {
  const amounts = [
    total,
    balance,
    ...lines.flatMap(({ amount, rate }) => [amount, rate]),
    ...credits.map((one) => one.amount),
  ];
  const written = new Set(amounts.flatMap((amount) => amount?.written ?? []));
  return written.size > 0 ? [...written].join(', ') : null;
}
