import { z } from 'zod';
import { DOCUMENT_SORTS, type DocumentDetail, type DocumentListItem } from '#db/queries/documents.ts';
import { documents } from '#db/schema/index.ts';
import { listOperation, oneOperation, provider, shipment, words } from '#lib/api/operation.ts';
import { linkedSchema, rowOf, shown, showStep, stepSchema } from '#lib/api/rows.ts';

const STATUSES = ['present', 'archived'] as const;

const row = rowOf(documents, {
  status: z.enum(STATUSES),
  size: z.int().nullable().describe('Bytes.'),
  shipments: z.array(linkedSchema),
});

export const documentList = listOperation({
  id: 'listDocuments',
  path: '/documents',
  tag: 'Documents',
  summary: 'Documents, the one that we learned of last first',
  name: 'Document',
  row,
  sorts: DOCUMENT_SORTS,
  filter: {
    q: words(200, 'The beginning of the file name.'),
    type: words(100, 'As its source calls it: `house_bill_of_lading`, `commercial_invoice`.'),
    status: z.enum(STATUSES).optional().describe('Whether it was put away.'),
    provider,
    shipment,
  },
  show: (document: DocumentListItem) => shown(document),
});

export const documentOne = oneOperation({
  id: 'getDocument',
  path: '/documents/{id}',
  tag: 'Documents',
  summary: 'One document with what happened to it and its shipments',
  name: 'DocumentDetail',
  row: row.extend({ steps: z.array(stepSchema) }),
  show: (document: DocumentDetail) => ({ ...shown(document), steps: document.steps.map(showStep) }),
});
