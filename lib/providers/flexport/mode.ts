import type { TransportMode } from '#lib/model/quantity.ts';

const MODES = new Map<string, TransportMode>([
  ['ocean', 'ocean'],
  ['air', 'air'],
  ['rail', 'rail'],
  ['truck', 'truck'],
  ['truck_intl', 'truck'],
  ['barge', 'barge'],
  ['ocean_air', 'intermodal'],
  ['warehouse_storage', 'other'],
]);

/** The mode for the provider's value; undefined for `unknown_transportation`, `other` for an unknown value. */
export function modeOf(word: string | undefined): TransportMode | undefined {
  if (word === undefined || word === 'unknown_transportation') return undefined;
  return MODES.get(word) ?? 'other';
}
