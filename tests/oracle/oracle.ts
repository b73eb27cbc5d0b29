/**
 * What somebody would say who sees the emulated world itself: where the goods are, whether they are late and by how much, how long each
 * container may still stand for nothing, and which papers are not there. It reads the world's own records and shares nothing with the
 * code that it judges.
 */
import type { Arrival } from './lateness.ts';

/** How far goods are. Before they are collected, a broker's own word for it; a forwarder only says that they are not. */
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

/** Whether and when a leg was left and reached, epoch milliseconds; null is not known. */
export type LegVerdict = { id: string; left: number | null; reached: number | null };

export type BoxVerdict = {
  id: string;
  /** As it is painted on it. */
  number: string;
  /** The time zone of the terminal where it is fetched. */
  zone: string;
  /** By leg, when it was put on board and taken off. */
  loaded: ReadonlyMap<string, number>;
  discharged: ReadonlyMap<string, number>;
  available: number | null;
  /** The day on the calendar of the depot. */
  returnedOn: string | null;
  /** The last day on which it stands free, `YYYY-MM-DD` at the terminal. */
  freeUntil: string | null;
  /** When its free time ends, while it stands at the terminal; days behind that instant are charged. */
  clock: number | null;
};

export type Verdict = {
  provider: 'flexport' | 'mvmnt';
  id: string;
  position: Position;
  /** Where the containers are that are further than the slowest, the furthest first, and how many containers there are. */
  inPart: { ahead: readonly Position[]; of: number };
  legs: readonly LegVerdict[];
  boxes: readonly BoxVerdict[];
  /** When the main carriage ended. */
  arrived: number | null;
  arrival: Arrival | null;
  /** Whether it belongs on the list of what is late and still awaited. */
  isLate: boolean;
  /** Null where nobody was told. */
  customs: 'not yet' | 'held' | 'cleared' | null;
  /** Papers that should be there and are not; null where nobody can say. */
  missing: readonly string[] | null;
};
