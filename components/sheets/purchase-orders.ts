import type { PurchaseOrderListItem } from '#db/queries/purchase-orders.ts';
import { fromToText } from '../record/places-text.ts';
import { learnedSheet, shipmentNames, statusSheet } from '../record/sheet.ts';
import { dayColumn, moneyColumn, numberColumn, textColumn } from '../table/sheet.ts';

type Row = PurchaseOrderListItem;

/** The columns of the list of purchase orders. */
export const ORDER_SHEET = {
  number: textColumn<Row>('number', 'Purchase order', (row) => row.number),
  route: textColumn<Row>('route', 'From and to', (row) => fromToText([row.origin, row.destination])),
  status: statusSheet<Row>(),
  due: dayColumn<Row>('due', 'Required delivery date', (row) => row.mustArriveOn),
  ready: dayColumn<Row>('ready', 'Cargo ready', (row) => row.cargoReadyOn),
  units: numberColumn<Row>('units', 'Units', (row) => row.units),
  value: moneyColumn<Row>('value', 'Value', (row) => row.value),
  shipments: textColumn<Row>('shipments', 'Shipment', (row) => shipmentNames(row.shipments)),
  learned: learnedSheet<Row>(),
};
