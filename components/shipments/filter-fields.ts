import type { SuggestedFilter } from '#db/queries/shipment-values.ts';
import type { Applied } from '../table/applied.tsx';
import type { ListState } from '../table/list-state.ts';

/** Filters with many values; `chip` is the label of the applied filter. */
export const NAME_FIELDS: readonly { key: SuggestedFilter; label: string; chip: string; hint?: string }[] = [
  { key: 'customer', label: 'Customer', chip: 'Customer' },
  { key: 'supplier', label: 'Supplier', chip: 'Supplier' },
  { key: 'port', label: 'Port of loading or discharge', chip: 'Port', hint: 'UN/LOCODE, as CNSHA' },
  { key: 'vessel', label: 'Vessel', chip: 'Vessel' },
  { key: 'carrier', label: 'Carrier', chip: 'Carrier' },
];

/** Ranges of days, both ends included. */
export const DAY_FIELDS = [
  { from: 'etaFrom', to: 'etaTo', label: 'ETA' },
  { from: 'lfdFrom', to: 'lfdTo', label: 'Last free day' },
] as const;

/** All keys that these fields set. */
export const FIELD_KEYS: readonly string[] = [
  ...NAME_FIELDS.map(({ key }) => key),
  ...DAY_FIELDS.flatMap(({ from, to }) => [from, to]),
];

/** The applied filters of these fields. */
export function appliedFields(state: ListState): Applied[] {
  const chip = (key: string, label: string): Applied[] => {
    const value = state[key];
    return value ? [{ key, label, value, clear: `Clear: ${label} ${value}` }] : [];
  };
  return [
    ...NAME_FIELDS.flatMap(({ key, chip: label }) => chip(key, label)),
    ...DAY_FIELDS.flatMap(({ from, to, label }) => [...chip(from, `${label} from`), ...chip(to, `${label} to`)]),
  ];
}
