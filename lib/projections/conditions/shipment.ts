import type { LatenessLimits } from '#lib/model/lateness-limits.ts';
import type { Eta } from '../eta.ts';
import type { ShipmentException } from '../exceptions.ts';
import type { Ledger } from '../ledger.ts';
import type { MilestoneClaim } from '../milestones.ts';
import type { RowOf, RowsOf } from '../projection.ts';
import type { RouteLeg } from '../route.ts';
import type { RouteShape } from '../stage-on-leg.ts';
import { arrivalConditions, overdueConditions } from './arrival.ts';
import { chargeConditions } from './charges.ts';
import { type Condition, conditionRows } from './condition.ts';
import { conflictConditions, invalidNumbers, missingDocuments } from './data.ts';
import { reportedConditions } from './reported.ts';
import { routeConditions } from './route.ts';

/** All that conditions of a shipment depend on. `row` and `containers` are its rows; `next` is its next expected milestone. */
export type JudgedShipment = {
  row: RowOf<'shipments'>;
  containers: RowsOf<'containers'>;
  ledger: Ledger;
  claims: readonly MilestoneClaim[];
  route: readonly RouteLeg[];
  shape: RouteShape;
  trouble: readonly ShipmentException[];
  eta: Eta;
  next: MilestoneClaim | null;
  limits: LatenessLimits;
  /** The time zone of the arrival. */
  timeZone: string | null | undefined;
};

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
