import type { RequestItem } from '#db/queries/requests.ts';
import { KINDS, outcomeOf, requestName } from '../requests/words.ts';
import { instantColumn, textColumn } from '../table/sheet.ts';

type Row = RequestItem;

/** The columns of the list of requests to providers. */
export const REQUEST_SHEET = {
  request: textColumn<Row>('request', 'Request', (row) => `${KINDS[row.kind]} ${requestName(row)}`),
  state: textColumn<Row>('state', 'State', (row) => outcomeOf(row).label),
  reason: textColumn<Row>('reason', 'Response', (row) => row.reason),
  by: textColumn<Row>('by', 'Submitted by', (row) => row.submittedBy),
  submitted: instantColumn<Row>('submitted', 'Submitted', (row) => row.submittedAt),
};
