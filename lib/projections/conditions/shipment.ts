import type { RowsOf } from '../projection.ts';
import { arrivalConditions, overdueConditions } from './arrival.ts';
import { chargeConditions } from './charges.ts';
import { type Condition, conditionRows } from './condition.ts';
import { conflictConditions, invalidNumbers, missingDocuments, statusHolds, unreadableDates } from './data.ts';
import type { JudgedShipment } from './judged-shipment.ts';
import { reportedConditions } from './reported.ts';
import { returnConditions } from './returns.ts';
import { routeConditions } from './route.ts';

const OVER = new Set(['cancelled', 'removed']);

/**
 * What is wrong with a shipment, and what will be unless something is reported before. Nothing once it has ended; after the delivery only
 * what is due with the return of empty containers.
 */
export function shipmentConditions(shipment: JudgedShipment): RowsOf<'exceptionConditions'> {
  const { row } = shipment;
  if (OVER.has(row.status) || row.archived) return new Map();
  if (row.status === 'delivered') return conditionRows('shipment', row.id, returnConditions(shipment));
  const charges = chargeConditions(shipment);
  const conditions: Condition[] = [
    ...reportedConditions(shipment, charges.length > 0),
    ...charges,
    ...returnConditions(shipment),
    ...arrivalConditions(shipment),
    ...overdueConditions(shipment),
    ...routeConditions(shipment),
    ...missingDocuments(shipment),
    ...statusHolds(shipment),
    ...conflictConditions(shipment),
    ...invalidNumbers(shipment),
    ...unreadableDates(shipment),
  ];
  return conditionRows('shipment', row.id, conditions);
}
