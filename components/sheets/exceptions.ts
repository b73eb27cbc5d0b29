import type { ExceptionItem } from '#db/queries/exceptions.ts';
import { exceptionKind, SEVERITY_LABELS } from '#lib/model/exception.ts';
import type { Place } from '#lib/model/place.ts';
import { exceptionSentence } from '#lib/words/exception-sentence.ts';
import { subjectName } from '../exceptions/subject-name.ts';
import { inWords } from '../shipments/words.ts';
import { instantColumn, moneyColumn, textColumn } from '../table/sheet.ts';

type Row = ExceptionItem;

const placeName = (place: Place | null | undefined) => place?.unlocode ?? place?.name;

/** What the inbox shows of an exception, as columns. */
export const EXCEPTION_SHEET = {
  exception: textColumn<Row>('exception', 'Exception', (row, words) => exceptionSentence(row, null, words)),
  severity: textColumn<Row>('severity', 'Severity', (row, { t }) => t(SEVERITY_LABELS[row.severity])),
  subject: textColumn<Row>('subject', 'Subject', (row) => subjectName(row.subject)),
  from: textColumn<Row>('from', 'From', ({ subject }) => placeName(subject.shipment?.from)),
  to: textColumn<Row>('to', 'To', ({ subject }) => placeName(subject.shipment?.to)),
  customer: textColumn<Row>('customer', 'Customer', ({ subject }) => subject.shipment?.customer),
  owner: textColumn<Row>('owner', 'Owner', (row) => row.owner),
  state: textColumn<Row>('state', 'State', (row, { t }) => t(inWords(row.state))),
  deadline: instantColumn<Row>('deadline', 'Deadline', (row) => row.deadline),
  opened: instantColumn<Row>('opened', 'Opened', (row) => row.openedAt),
  amount: moneyColumn<Row>('amount', 'Money at risk', ({ details }) => details.amount),
  action: textColumn<Row>('action', 'Next action', ({ type }, { t }) => t(exceptionKind(type).action)),
};
