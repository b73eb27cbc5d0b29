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

/** Our mode for the provider's; `unknown_transportation` states none, a word that is new to us is `other`. */
export function modeOf(word: string | undefined): TransportMode | undefined {
  if (word === undefined || word === 'unknown_transportation') return undefined;
  return MODES.get(word) ?? 'other';
}
