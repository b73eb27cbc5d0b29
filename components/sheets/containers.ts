import type { ContainerListItem } from '#db/queries/containers.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import type { SheetColumn } from '#lib/model/sheet.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { type Moment, parseMoment } from '#lib/model/time.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { shipmentNames } from '../record/sheet.ts';
import { containerKind } from '../record/words.ts';
import { dayColumn, momentCells, textColumn } from '../table/sheet.ts';

type Row = ContainerListItem;

/** The time zone in which its terminal counts days; null if it is not known. */
export const terminalZone = ({ terminal }: Pick<Row, 'terminal'>) => terminal?.timeZone ?? null;

/** The labels of open holds: `Customs hold, Freight hold`. */
export const holdsText = ({ holds }: Pick<Row, 'holds'>, { t, list }: Words = ENGLISH) =>
  list(holds.map((type) => t(EXCEPTION_KINDS[type].label)));

/** The arrival of its shipment, or the ETA. */
export const arrivalOf = ({ shipment }: Pick<Row, 'shipment'>): Moment | null =>
  shipment?.arrived ?? shipment?.eta ?? null;

/** The time zone of that arrival. */
export const arrivalZone = ({ shipment }: Pick<Row, 'shipment'>) =>
  (shipment?.portOfDischarge ?? shipment?.destination)?.timeZone;

/** Moments on the clock of the terminal, or of another place. */
function momentColumn(
  id: string,
  label: string,
  read: (row: Row) => Moment | null,
  zoneOf: (row: Row) => string | null | undefined = terminalZone,
): SheetColumn<Row> {
  return {
    id,
    label,
    headings: [label, `${label} zone`],
    read: (row, words) => momentCells(read(row), zoneOf(row), words),
  };
}

const instant = (at: string | null) => (at === null ? null : parseMoment(at));

/** The columns of the list of containers. */
export const CONTAINER_SHEET = {
  number: textColumn<Row>('number', 'Container', (row) => row.number),
  free: dayColumn<Row>('free', 'Last free day', (row) => row.lastFreeDay),
  port: textColumn<Row>('port', 'Port of discharge', ({ shipment }) => shipment?.portOfDischarge?.name),
  terminal: textColumn<Row>('terminal', 'Terminal', (row) => row.terminal?.name),
  vessel: textColumn<Row>('vessel', 'Vessel', ({ shipment }) => shipment?.vessel),
  arrival: momentColumn('arrival', 'Arrival or ETA', arrivalOf, arrivalZone),
  discharged: momentColumn('discharged', 'Discharged', (row) => instant(row.dischargedAt)),
  available: momentColumn('available', 'Available', (row) => instant(row.availableAt)),
  holds: textColumn<Row>('holds', 'Holds', holdsText),
  left: momentColumn('left', 'Picked up', (row) => instant(row.leftAt)),
  emptyDue: momentColumn('emptyDue', 'Empty due', (row) => instant(row.emptyDueAt)),
  returned: momentColumn('returned', 'Empty returned', (row) => instant(row.returnedAt)),
  shipment: textColumn<Row>('shipment', 'Shipment', ({ shipment }) => shipmentNames(shipment ? [shipment] : [])),
  status: textColumn<Row>(
    'status',
    'Shipment status',
    ({ shipment }, { t }) => shipment && t(STAGES[shipment.status].label),
  ),
  kind: textColumn<Row>('kind', 'Type and size', containerKind),
  seal: textColumn<Row>('seal', 'Seal', (row) => row.sealNumber),
};
