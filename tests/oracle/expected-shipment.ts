/**
 * The expected state of a shipment, derived from the emulated world's own records: position, lateness, free time of each container,
 * missing documents. It shares no code with the product.
 */
import type { Arrival } from './lateness.ts';

/** The position of goods. Before pickup it is the broker's status; for a forwarder's shipment it is `not collected`. */
export type Position =
  | 'draft'
  | 'planned'
  | 'tendered'
  | 'rejected'
  | 'booked'
  | 'dispatched'
  | 'not collected'
  | 'at origin'
  | 'under way'
  | 'at a transshipment'
  | 'arrived'
  | 'going inland'
  | 'out for delivery'
  | 'at the door'
  | 'delivered'
  | 'cancelled'
  | 'removed';

/** The departure and arrival of a leg, epoch milliseconds; null is unknown. */
export type ExpectedLeg = { id: string; left: number | null; reached: number | null };

export type ExpectedContainer = {
  id: string;
  number: string;
  /** The time zone of the pickup terminal. */
  zone: string;
  /** Times by leg. */
  loaded: ReadonlyMap<string, number>;
  discharged: ReadonlyMap<string, number>;
  available: number | null;
  /** The local day at the depot. */
  returnedOn: string | null;
  /** The last free day at the terminal, `YYYY-MM-DD`. */
  freeUntil: string | null;
  /** When its free time ends, while it is at the terminal; later days are charged. */
  freeTimeEndsAt: number | null;
};

export type ExpectedShipment = {
  provider: 'flexport' | 'mvmnt';
  id: string;
  position: Position;
  /** The positions of the containers ahead of the slowest, the furthest first, and the number of all containers. */
  inPart: { ahead: readonly Position[]; of: number };
  legs: readonly ExpectedLeg[];
  containers: readonly ExpectedContainer[];
  /** When the main carriage ended. */
  arrived: number | null;
  arrival: Arrival | null;
  /** Whether it must be on the list of late shipments. */
  isLate: boolean;
  /** Null if nothing was reported. */
  customs: 'not yet' | 'held' | 'cleared' | null;
  /** Missing documents; null if unknown. */
  missing: readonly string[] | null;
};
