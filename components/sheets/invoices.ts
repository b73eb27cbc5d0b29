import type { InvoiceListItem } from '#db/queries/invoices.ts';
import { learnedSheet, shipmentNames, statusSheet } from '../record/sheet.ts';
import { dayColumn, moneyColumn, textColumn } from '../table/sheet.ts';

type Row = InvoiceListItem;

/** The columns of the list of invoices. */
export const INVOICE_SHEET = {
  number: textColumn<Row>('number', 'Invoice', (row) => row.number),
  party: textColumn<Row>('party', 'From and to', (row) => [row.issuer, row.recipient].filter(Boolean).join(' > ')),
  shipments: textColumn<Row>('shipments', 'Shipment', (row) => shipmentNames(row.shipments)),
  issued: { ...dayColumn<Row>('issued', 'Issued', (row) => row.issuedOn), label: 'Issued¦day' },
  due: dayColumn<Row>('due', 'Due', (row) => row.dueOn),
  total: moneyColumn<Row>('total', 'Total', ({ total, currency }) => ({ amount: total, currency })),
  balance: moneyColumn<Row>('balance', 'Balance', ({ balance, currency }) => ({ amount: balance, currency })),
  status: statusSheet<Row>('State'),
  learned: learnedSheet<Row>(),
};
