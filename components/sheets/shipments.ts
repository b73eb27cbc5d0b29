import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import type { SheetColumn } from '#lib/model/sheet.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { learnedSheet } from '../record/sheet.ts';
import { type ExpectedArrival, zoneOf } from '../shipments/eta-variance.ts';
import { exceptionsText } from '../shipments/exceptions-text.ts';
import { progressSteps, progressText } from '../shipments/progress.ts';
import { bestReference, type Named } from '../shipments/reference.ts';
import { type Routed, routeText } from '../shipments/route-text.ts';
import { dayColumn, momentCells, textColumn } from '../table/sheet.ts';

/** The columns that lists of shipments share. */
export const shipmentSheet = {
  reference: textColumn<Named>('reference', 'Reference', (row) => bestReference(row).value),
  route: textColumn<Routed>('route', 'Route', routeText),
  status: textColumn<Pick<ShipmentLine, 'status'>>('status', 'Status', ({ status }, { t }) => t(STAGES[status].label)),
  arrival: arrivalColumn(),
};

/** The columns of the list of shipments. */
export const SHIPMENT_SHEET = {
  reference: shipmentSheet.reference,
  route: shipmentSheet.route,
  progress: textColumn<ShipmentLine>('progress', 'Progress', (row, words) =>
    progressText(progressSteps(row.progress), null, words),
  ),
  status: shipmentSheet.status,
  arrival: shipmentSheet.arrival,
  free: dayColumn<ShipmentLine>('free', 'Free time', (row) => row.freeUntil),
  exceptions: textColumn<ShipmentLine>('exceptions', 'Exceptions', exceptionsText),
  learned: learnedSheet<ShipmentLine>(),
};

/** The actual arrival, else the expected one, on the clock at the end of the main carriage. */
function arrivalColumn<Row extends ExpectedArrival>(): SheetColumn<Row> {
  return {
    id: 'arrival',
    label: 'Arrival',
    headings: ['Arrival', 'Arrival zone', 'Arrival is'],
    read: (row, words) => [
      ...momentCells(row.arrived ?? row.eta, zoneOf(row), words),
      row.arrived ? words.t('actual') : row.eta && words.t('estimated'),
    ],
  };
}
