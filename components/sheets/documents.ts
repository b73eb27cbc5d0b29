import type { DocumentListItem } from '#db/queries/documents.ts';
import { learnedSheet, shipmentNames, statusSheet } from '../record/sheet.ts';
import { documentType } from '../record/words.ts';
import { instantColumn, textColumn } from '../table/sheet.ts';

type Row = DocumentListItem;

/** The columns of the list of documents. */
export const DOCUMENT_SHEET = {
  type: textColumn<Row>('type', 'Document', (row, { t }) => `${t(documentType(row.type))} ${row.number}`),
  file: textColumn<Row>('file', 'File', (row) => row.fileName),
  shipments: textColumn<Row>('shipments', 'Shipment', (row) => shipmentNames(row.shipments)),
  uploaded: instantColumn<Row>('uploaded', 'Uploaded', (row) => row.uploadedAt),
  status: statusSheet<Row>(),
  learned: learnedSheet<Row>(),
};
