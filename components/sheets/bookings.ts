import type { BookingListItem } from '#db/queries/bookings.ts';
import { fromToText } from '../record/places-text.ts';
import { learnedSheet, shipmentNames, statusSheet } from '../record/sheet.ts';
import { containerCounts, quantityText } from '../record/words.ts';
import { dayColumn, textColumn } from '../table/sheet.ts';

type Row = BookingListItem;

/** Where a booking goes from and to. */
export const portsOf = (row: Row) => [row.portOfLoading ?? row.origin, row.portOfDischarge ?? row.destination];

/** The containers of a booking by size, or that it has none. */
export const boxes = (row: Row) =>
  row.lcl ? 'Loose cargo (LCL)' : row.containerCounts ? containerCounts(row.containerCounts) : '';

const cargo = (row: Row) => [
  row.cargo ?? (row.weight && quantityText(row.weight)),
  row.hazardous && 'Hazardous',
  boxes(row),
];
const changes = (row: Row) => [row.rolledFrom && 'Rolled', row.amendments > 0 && `Amended ${row.amendments} times`];
const joined = (parts: readonly unknown[]) => parts.filter(Boolean).join('; ');

/** The columns of the list of bookings. */
export const BOOKING_SHEET = {
  number: textColumn<Row>('number', 'Booking', (row) => row.number),
  route: textColumn<Row>('route', 'Route', (row) => fromToText(portsOf(row))),
  status: statusSheet<Row>(),
  cargo: textColumn<Row>('cargo', 'Cargo', (row) => joined(cargo(row))),
  ready: dayColumn<Row>('ready', 'Cargo ready', (row) => row.cargoReadyOn),
  changes: textColumn<Row>('changes', 'Changes', (row) => joined(changes(row))),
  shipments: textColumn<Row>('shipments', 'Shipment', (row) => shipmentNames(row.shipments)),
  learned: learnedSheet<Row>(),
};
