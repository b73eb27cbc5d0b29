import type { ContainerListItem } from '#db/queries/containers.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import type { SheetColumn } from '#lib/model/sheet.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { type Moment, parseMoment } from '#lib/model/time.ts';
import { shipmentNames } from '../record/sheet.ts';
import { containerKind } from '../record/words.ts';
import { dayColumn, momentCells, textColumn } from '../table/sheet.ts';

type Row = ContainerListItem;

/** The time zone of the port of discharge, in which its terminal counts days; null if it is not known. */
export const terminalZone = ({ shipment }: Pick<Row, 'shipment'>) => shipment?.portOfDischarge?.timeZone ?? null;

/** The labels of open holds: `Customs hold, Freight hold`. */
export const holdsText = ({ holds }: Pick<Row, 'holds'>) => holds.map((type) => EXCEPTION_KINDS[type].label).join(', ');

/** The arrival of its shipment, or the ETA. */
export const arrivalOf = ({ shipment }: Pick<Row, 'shipment'>): Moment | null =>
  shipment?.arrived ?? shipment?.eta ?? null;

/** Moments on the clock of the terminal. */
function terminalColumn(id: string, label: string, read: (row: Row) => Moment | null): SheetColumn<Row> {
  return {
    id,
    label,
    headings: [label, `${label} zone`],
    read: (row) => momentCells(read(row), terminalZone(row)),
  };
}

const instant = (at: string | null) => (at === null ? null : parseMoment(at));

/** The columns of the list of containers. */
export const CONTAINER_SHEET = {
  number: textColumn<Row>('number', 'Container', (row) => row.number),
  free: dayColumn<Row>('free', 'Last free day', (row) => row.lastFreeDay),
  port: textColumn<Row>('port', 'Port of discharge', ({ shipment }) => shipment?.portOfDischarge?.name),
  vessel: textColumn<Row>('vessel', 'Vessel', ({ shipment }) => shipment?.vessel),
  arrival: terminalColumn('arrival', 'Arrival or ETA', arrivalOf),
  discharged: terminalColumn('discharged', 'Discharged', (row) => instant(row.dischargedAt)),
  available: terminalColumn('available', 'Available', (row) => instant(row.availableAt)),
  holds: textColumn<Row>('holds', 'Holds', holdsText),
  left: terminalColumn('left', 'Picked up', (row) => instant(row.leftAt)),
  emptyDue: terminalColumn('emptyDue', 'Empty due', (row) => instant(row.emptyDueAt)),
  returned: terminalColumn('returned', 'Empty returned', (row) => instant(row.returnedAt)),
  shipment: textColumn<Row>('shipment', 'Shipment', ({ shipment }) => shipmentNames(shipment ? [shipment] : [])),
  status: textColumn<Row>('status', 'Shipment status', ({ shipment }) => shipment && STAGES[shipment.status].label),
  kind: textColumn<Row>('kind', 'Type and size', containerKind),
  seal: textColumn<Row>('seal', 'Seal', (row) => row.sealNumber),
};
