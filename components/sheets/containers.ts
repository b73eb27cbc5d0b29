import type { ContainerListItem } from '#db/queries/containers.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { shipmentNames } from '../record/sheet.ts';
import { containerKind } from '../record/words.ts';
import { dayColumn, textColumn } from '../table/sheet.ts';

type Row = ContainerListItem;

/** The columns of the list of containers. */
export const CONTAINER_SHEET = {
  number: textColumn<Row>('number', 'Container', (row) => row.number),
  kind: textColumn<Row>('kind', 'Type and size', containerKind),
  seal: textColumn<Row>('seal', 'Seal', (row) => row.sealNumber),
  shipment: textColumn<Row>('shipment', 'Shipment', ({ shipment }) => shipmentNames(shipment ? [shipment] : [])),
  status: textColumn<Row>('status', 'Shipment status', ({ shipment }) => shipment && STAGES[shipment.status].label),
  free: dayColumn<Row>('free', 'Last free day', (row) => row.lastFreeDay),
};
