import type { RowsOf } from '../projection.ts';
import { arrivalConditions, overdueConditions } from './arrival.ts';
import { chargeConditions } from './charges.ts';
import { type Condition, conditionRows } from './condition.ts';
import { conflictConditions, invalidNumbers, missingDocuments } from './data.ts';
import type { JudgedShipment } from './judged-shipment.ts';
import { reportedConditions } from './reported.ts';
import { routeConditions } from './route.ts';

const ENDED = new Set(['delivered', 'cancelled', 'removed']);

/** What is wrong with a shipment, and what will be unless something is reported before. Nothing once it has ended. */
export function shipmentConditions(shipment: JudgedShipment): RowsOf<'exceptionConditions'> {
  const { row } = shipment;
  if (ENDED.has(row.status) || row.archived) return new Map();
  const charges = chargeConditions(shipment);
  const conditions: Condition[] = [
    ...reportedConditions(shipment, charges.length > 0),
    ...charges,
    ...arrivalConditions(shipment),
    ...overdueConditions(shipment),
    ...routeConditions(shipment),
    ...missingDocuments(shipment),
    ...conflictConditions(shipment),
    ...invalidNumbers(shipment),
  ];
  return conditionRows('shipment', row.id, conditions);
}
