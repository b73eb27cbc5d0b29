import { lookup } from './lookup.ts';
import type { TransportMode } from './quantity.ts';

/** What has a limit of its own: each transport mode, and the required delivery date of a purchase order. */
export type LatenessKey = TransportMode | 'purchase_order';

/** Days are calendar days at the place; hours apply where both times have a time of day. */
export type LatenessUnit = 'd' | 'h';

/** A limit: an arrival that is at least this far behind is late. */
export type LateLimit = { amount: number; unit: LatenessUnit };

export const LATENESS_UNITS: Readonly<Record<LatenessKey, LatenessUnit>> = {
  ocean: 'd',
  air: 'd',
  rail: 'd',
  barge: 'd',
  intermodal: 'd',
  truck: 'h',
  other: 'd',
  purchase_order: 'd',
};

export const LATENESS_KEYS = Object.keys(LATENESS_UNITS) as readonly LatenessKey[];

/** The amounts of all limits, in the units of `LATENESS_UNITS`. */
export type LatenessLimits = Readonly<Record<LatenessKey, number>>;

/** The limits until an admin changes them under Settings. */
export const DEFAULT_LATENESS: LatenessLimits = {
  ocean: 3,
  air: 1,
  rail: 2,
  barge: 3,
  intermodal: 3,
  truck: 4,
  other: 3,
  purchase_order: 1,
};

/** The largest amount of each unit: a quarter, and ten days. */
export const MAX_LATENESS: Readonly<Record<LatenessUnit, number>> = { d: 90, h: 240 };

/** The limit of a mode; that of `other` for an unknown mode. */
export function limitOf(limits: LatenessLimits, mode: string | null): LateLimit {
  const key = mode !== null && lookup(LATENESS_UNITS, mode) !== undefined ? (mode as LatenessKey) : 'other';
  return { amount: limits[key], unit: LATENESS_UNITS[key] };
}
