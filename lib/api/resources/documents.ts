import { z } from 'zod';
import { DOCUMENTS, type DocumentDetail, type DocumentListItem } from '#db/queries/documents.ts';
import { documents } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { linkedSchema, rowOf, shown, showStep, stepSchema } from '#lib/api/rows.ts';
import { REQUIRED_DOCUMENT_LABELS } from '#lib/model/checklist.ts';
import { DOCUMENT_STATUSES } from '#lib/model/record.ts';

const row = rowOf(documents, {
  status: z.enum(DOCUMENT_STATUSES),
  satisfies: z
    .array(z.enum(Object.keys(REQUIRED_DOCUMENT_LABELS)))
    .describe(
      'The required documents of a shipment that its type satisfies. Empty for a draft and for any other type.',
    ),
  size: z.int().nullable().describe('Bytes.'),
  shipments: z.array(linkedSchema),
});

export const documentList = listOperation({
  list: DOCUMENTS,
  id: 'listDocuments',
  tag: 'Documents',
  summary: 'Documents, most recently updated first',
  name: 'Document',
  row,
  show: (document: DocumentListItem) => shown(document),
});

export const documentOne = oneOperation({
  id: 'getDocument',
  path: '/documents/{id}',
  tag: 'Documents',
  summary: 'One document with its steps and its shipments',
  name: 'DocumentDetail',
  row: row.extend({ steps: z.array(stepSchema) }),
  show: (document: DocumentDetail) => ({ ...shown(document), steps: document.steps.map(showStep) }),
});
