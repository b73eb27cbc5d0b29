import type { BookingListItem } from '#db/queries/bookings.ts';
import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { fromToText } from '../record/places-text.ts';
import { learnedSheet, shipmentNames, statusSheet } from '../record/sheet.ts';
import { containerCounts, quantityText } from '../record/words.ts';
import { dayColumn, textColumn } from '../table/sheet.ts';

type Row = BookingListItem;

/** Where a booking goes from and to. */
export const portsOf = (row: Row) => [row.portOfLoading ?? row.origin, row.portOfDischarge ?? row.destination];

/** The containers of a booking by size, or that it has none. */
export const boxes = (row: Row, words: Words = ENGLISH) =>
  row.lcl ? words.t('Loose cargo (LCL)') : row.containerCounts ? containerCounts(row.containerCounts, words) : '';

const cargo = (row: Row, words: Words) => [
  row.cargo ?? (row.weight && quantityText(row.weight)),
  row.hazardous && words.t('Hazardous'),
  boxes(row, words),
];
const changes = ({ rolledFrom, amendments }: Row, { t }: Words) => [
  rolledFrom && t('Rolled'),
  amendments > 0 && (amendments === 1 ? t('Amended once') : t('Amended {count} times', { count: amendments })),
];
const joined = (parts: readonly unknown[]) => parts.filter(Boolean).join('; ');

/** The columns of the list of bookings. */
export const BOOKING_SHEET = {
  number: textColumn<Row>('number', 'Booking', (row) => row.number),
  route: textColumn<Row>('route', 'Route', (row) => fromToText(portsOf(row))),
  status: statusSheet<Row>(),
  cargo: textColumn<Row>('cargo', 'Cargo', (row, words) => joined(cargo(row, words))),
  ready: dayColumn<Row>('ready', 'Cargo ready', (row) => row.cargoReadyOn),
  changes: textColumn<Row>('changes', 'Changes', (row, words) => joined(changes(row, words))),
  shipments: textColumn<Row>('shipments', 'Shipment', (row) => shipmentNames(row.shipments)),
  learned: learnedSheet<Row>(),
};
