import type { LatenessLimits } from '#lib/model/lateness-limits.ts';
import type { Tariff } from '#lib/model/tariff.ts';
import type { Eta } from '../eta.ts';
import type { ShipmentException } from '../exceptions.ts';
import type { Ledger } from '../ledger.ts';
import type { MilestoneClaim } from '../milestones.ts';
import type { Steps } from '../next-milestone.ts';
import type { RowOf, RowsOf } from '../projection.ts';
import type { RouteLeg } from '../route.ts';
import type { RouteShape } from '../stage-on-leg.ts';

/** All that conditions of a shipment depend on. `row` and `containers` are its rows; `next` and `departure` are what it expects. */
export type JudgedShipment = Pick<Steps, 'next' | 'departure'> & {
  row: RowOf<'shipments'>;
  containers: RowsOf<'containers'>;
  ledger: Ledger;
  claims: readonly MilestoneClaim[];
  /** Those that prove that containers left the terminal. */
  left: readonly MilestoneClaim[];
  route: readonly RouteLeg[];
  shape: RouteShape;
  trouble: readonly ShipmentException[];
  eta: Eta;
  limits: LatenessLimits;
  /** Those that state free days. */
  tariffs: readonly Tariff[];
  /** The time zone of the arrival. */
  timeZone: string | null | undefined;
};
