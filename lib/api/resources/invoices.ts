import { z } from 'zod';
import type { InvoiceDetail } from '#db/queries/invoice.ts';
import { INVOICES, type InvoiceListItem } from '#db/queries/invoices.ts';
import { invoiceLines, invoices } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { linkedSchema, money, moneyOf, rowOf, shown, showStep, stepSchema } from '#lib/api/rows.ts';
import { AGEING } from '#lib/model/ageing.ts';
import { INVOICE_CHECKS, INVOICE_KINDS, INVOICE_SIDES, INVOICE_STATUSES } from '#lib/model/record.ts';
import { creditSchema } from '#lib/model/record-fields.ts';

const amounts = { total: money, balance: money, credited: money };

const row = rowOf(invoices, {
  kind: z.enum(INVOICE_KINDS),
  status: z.enum(INVOICE_STATUSES),
  side: z
    .enum(INVOICE_SIDES)
    .nullable()
    .describe('Payable or receivable; null if neither. Never add payable and receivable amounts together.'),
  ...amounts,
  credits: z.array(creditSchema).nullable(),
  checks: z
    .array(z.strictObject({ code: z.enum(INVOICE_CHECKS), expected: z.string(), stated: z.string() }))
    .nullable()
    .describe(
      'Totals that do not add up, cannot be checked or are implausible; null if there are none. Of `unreadable`, `expected` is the field that cannot be read, with the position of its line, and `stated` what stands there.',
    ),
  ageing: z.enum(AGEING).nullable().describe('The range of days overdue; null when nothing is owed.'),
  shipments: z.array(linkedSchema),
  twins: z
    .array(z.strictObject({ id: z.uuid(), number: z.string() }))
    .describe('Invoices with the same number, party and amount.'),
});

export const invoiceList = listOperation({
  list: INVOICES,
  id: 'listInvoices',
  tag: 'Invoices',
  summary: 'Invoices and bills, most recently updated first',
  name: 'Invoice',
  row,
  show: showInvoice,
});

const duplicate = z.strictObject({
  id: z.uuid(),
  provider: z.string(),
  kind: z.string(),
  number: z.string(),
  status: z.string(),
  issuer: z.string().nullable(),
  issuedOn: z.string().nullable(),
  currency: z.string().nullable(),
  total: money,
  balance: money,
});

export const invoiceOne = oneOperation({
  id: 'getInvoice',
  path: '/invoices/{id}',
  tag: 'Invoices',
  summary: 'One invoice or bill with its lines, steps, shipments and possible duplicates',
  name: 'InvoiceDetail',
  row: row.extend({
    lines: z.array(rowOf(invoiceLines, { amount: money, rate: money })),
    steps: z.array(stepSchema),
    duplicates: z.array(duplicate).describe('Possible duplicates of this invoice.'),
  }),
  show: (invoice: InvoiceDetail) => ({
    ...showInvoice(invoice),
    steps: invoice.steps.map(showStep),
    duplicates: invoice.duplicates.map((other) => ({
      ...other,
      total: moneyOf(other.total, other.currency),
      balance: moneyOf(other.balance, other.currency),
    })),
  }),
});

function showInvoice(invoice: InvoiceListItem) {
  const { total, balance, credited, currency } = invoice;
  return {
    ...shown(invoice),
    total: moneyOf(total, currency),
    balance: moneyOf(balance, currency),
    credited: moneyOf(credited, currency),
  };
}
