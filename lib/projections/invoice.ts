import type { InvoiceCheck } from '#db/schema/invoices.ts';
import { addDecimals, compareDecimals, type Money, subtractDecimals } from '#lib/model/money.ts';
import type { InvoiceFields, InvoiceLine } from '#lib/model/record.ts';
import { dayOf } from '#lib/model/time.ts';
import { compareSources, currentClaim, fieldsOf, type Ledger, type Source } from './ledger.ts';
import type { Identity, Projection, RowOf } from './projection.ts';
import { commonColumns, lastAt, readSteps, type Step, shipmentRecordRows, stepRows } from './record.ts';
import { readFields } from './route.ts';

/** What is shown of an invoice or bill and its lines, out of its ledger. */
export function projectInvoice(identity: Identity, ledger: Ledger): Projection {
  const steps = readSteps(ledger);
  const fields = afterPayments(readFields<InvoiceFields>(fieldsOf(ledger)), ledger, steps);
  const lines = fields.lines ?? [];
  const credited = sum((fields.credits ?? []).map(({ amount }) => amount));
  const row: RowOf<'invoices'> = {
    ...commonColumns(identity, ledger, fields.number),
    status: statusOf(fields, steps, credited),
    removed: lastAt(steps, 'REMOVED') !== null,
    kind: fields.kind ?? 'freight',
    issuer: fields.issuer ?? null,
    recipient: fields.recipient ?? null,
    issuedAt: fields.issuedAt?.at ?? lastAt(steps, 'ISSUED'),
    issuedOn: fields.issuedAt ? dayOf(fields.issuedAt) : (lastAt(steps, 'ISSUED')?.slice(0, 10) ?? null),
    dueOn: fields.dueOn ?? null,
    currency: fields.total?.currency ?? fields.balance?.currency ?? null,
    total: fields.total?.amount ?? null,
    balance: fields.balance?.amount ?? null,
    credited,
    incoterm: fields.incoterm ?? null,
    credits: fields.credits ?? null,
    notes: fields.notes ?? null,
    checks: checksOf(fields, steps, credited),
  };
  return {
    invoices: new Map([[identity.id, row]]),
    invoiceLines: new Map(lines.map((line, at) => [`${identity.id} ${at + 1}`, lineRow(identity.id, line, at + 1)])),
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
  if (compareDecimals(balance.amount, owed) < 0) return 'partly_paid';
  return status === 'paid' ? 'outstanding' : status;
}

/** The sum of amounts in one currency; null when there are none or they are in several. */
function sum(amounts: readonly Money[]): string | null {
  const [first] = amounts;
  if (!first || amounts.some(({ currency }) => currency !== first.currency)) return null;
  return addDecimals(...amounts.map(({ amount }) => amount));
}

/** What does not add up: lines against the total, and what is owed against total, credits and payments that we know of. */
function checksOf(
  { lines = [], total, balance }: InvoiceFields,
  steps: readonly Step[],
  credited: string | null,
): InvoiceCheck[] | null {
  const checks: InvoiceCheck[] = [];
  const amounts = lines.flatMap(({ amount }) => amount ?? []);
  if (new Set([...amounts, ...(total ? [total] : [])].map(({ currency }) => currency)).size > 1) {
    const expected = total?.currency ?? '';
    checks.push({
      code: 'currency',
      expected,
      stated: [...new Set(amounts.map(({ currency }) => currency))].join(', '),
    });
  } else if (total && amounts.length > 0 && amounts.length === lines.length) {
    const expected = sum(amounts) ?? '0';
    if (compareDecimals(expected, total.amount) !== 0) checks.push({ code: 'lines', expected, stated: total.amount });
  }
  if (total && balance && !lastAt(steps, 'VOIDED')) {
    const owed = subtractDecimals(total.amount, credited ?? '0');
    if (compareDecimals(balance.amount, owed) > 0)
      checks.push({ code: 'balance', expected: owed, stated: balance.amount });
  }
  return checks.length > 0 ? checks : null;
}
