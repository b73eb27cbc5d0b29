import type { LinkedShipment } from '#db/queries/linked.ts';
import type { SheetColumn } from '#lib/model/sheet.ts';
import { bestReference } from '../shipments/reference.ts';
import { instantColumn, textColumn } from '../table/sheet.ts';
import { statusText } from './status-text.ts';

/** The status of a record in words. */
export function statusSheet<Row extends { status: string; removed: boolean }>(label = 'Status'): SheetColumn<Row> {
  return textColumn('status', label, (row, { t }) => t(statusText(row)));
}

/** When a record was last updated. */
export function learnedSheet<Row extends { learnedAt: string }>(): SheetColumn<Row> {
  return instantColumn('learned', 'Updated', (row) => row.learnedAt);
}

/** Shipments by their references, all of them. */
export function shipmentNames(shipments: readonly LinkedShipment[]): string {
  return shipments.map((shipment) => bestReference(shipment).value).join('; ');
}
