import type { LackingShipment } from '#db/queries/missing-documents.ts';
import { learnedSheet } from '../record/sheet.ts';
import { textColumn } from '../table/sheet.ts';
import { shipmentSheet } from './shipments.ts';

/** How the state of a document that a shipment lacks is called. */
export const LACKING_WORDS = { missing: 'missing', expected: 'pending' } as const;

/** The columns of the list of missing documents. */
export const MISSING_DOCUMENT_SHEET = {
  ...shipmentSheet,
  missing: textColumn<LackingShipment>('missing', 'Missing documents', ({ missing }, { t }) =>
    missing.map(({ label, state }) => `${t(label)} ${t(LACKING_WORDS[state])}`).join('; '),
  ),
  learned: learnedSheet<LackingShipment>(),
};
