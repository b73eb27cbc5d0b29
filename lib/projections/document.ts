import { bounded } from '#lib/model/bounded.ts';
import { satisfiedBy } from '#lib/model/checklist.ts';
import type { DocumentFields } from '#lib/model/record.ts';
import { fieldsOf, type Ledger } from './ledger.ts';
import type { Identity, Projection, RowOf } from './projection.ts';
import { commonColumns, isArchived, lastAt, readSteps, shipmentRecordRows, stepRows } from './record.ts';
import { readFields } from './route.ts';
import { recordSearchTerms } from './search-terms.ts';

/** Derives the rows of a document from its ledger. */
export function projectDocument(identity: Identity, ledger: Ledger): Projection {
  const fields = readFields<DocumentFields>(fieldsOf(ledger));
  const steps = readSteps(ledger);
  const type = bounded(fields.type ?? 'unknown');
  const row: RowOf<'documents'> = {
    ...commonColumns(identity, ledger, fields.fileName),
    status: isArchived(ledger, 'archived') ? 'archived' : 'present',
    removed: lastAt(steps, 'REMOVED') !== null,
    type,
    satisfies: satisfiedBy(type),
    fileName: fields.fileName ?? null,
    memo: fields.memo ?? null,
    link: fields.link ?? null,
    size: fields.size ?? null,
    uploadedAt: fields.uploadedAt?.at ?? lastAt(steps, 'UPLOADED'),
  };
  const links = shipmentRecordRows(identity, 'document', ledger);
  return {
    documents: new Map([[identity.id, row]]),
    steps: stepRows(identity, 'document', steps),
    shipmentRecords: links,
    searchTerms: recordSearchTerms(identity.id, links, [row.number]),
  };
}
