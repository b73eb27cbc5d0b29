import type { PartyRow } from '#db/queries/parties.ts';
import { inWords, placeText } from '../shipments/words.ts';
import { instantColumn, textColumn } from '../table/sheet.ts';

type Row = PartyRow;

/** The status of a party in English; null if its source states none. */
export function partyStatus({ removed, status }: Pick<Row, 'removed' | 'status'>): string | null {
  if (removed) return 'Deleted at source';
  return status ? inWords(status.toLowerCase()) : null;
}

/** The columns of the list of parties. */
export const PARTY_SHEET = {
  name: textColumn<Row>('name', 'Party', (row) => row.name ?? row.externalId),
  type: textColumn<Row>('type', 'Type', (row, { t }) => row.type && t(inWords(row.type))),
  scac: textColumn<Row>('scac', 'SCAC', (row) => row.scac),
  place: textColumn<Row>('place', 'Place', (row) => row.place && placeText(row.place)),
  email: textColumn<Row>('email', 'E-mail', (row) => row.email),
  status: textColumn<Row>('status', 'Status', (row, { t }) => t(partyStatus(row) ?? '')),
  reported: instantColumn<Row>('reported', 'Reported', (row) => row.reportedAt),
};
