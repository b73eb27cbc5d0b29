import type { SuggestedFilter } from '#db/queries/shipment-values.ts';
import { EXCEPTION_KINDS, EXCEPTION_TYPES, SEVERITIES, SEVERITY_LABELS } from '#lib/model/exception.ts';
import type { Applied } from '../table/applied.tsx';
import type { ListState } from '../table/list-state.ts';
import type { Option } from '../ui/choice.tsx';

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

/** Filters by the exceptions that need attention, beside that by their owner. */
export const EXCEPTION_FIELDS: readonly { key: string; label: string; all: string; options: readonly Option[] }[] = [
  {
    ...{ key: 'exception', label: 'Exception', all: 'Any exception' },
    options: EXCEPTION_TYPES.map((value) => ({ value, label: EXCEPTION_KINDS[value].label })),
  },
  {
    ...{ key: 'severity', label: 'Severity of an exception', all: 'Any severity' },
    options: SEVERITIES.toReversed().map((value) => ({
      value,
      label: value === 'critical' ? SEVERITY_LABELS[value] : `${SEVERITY_LABELS[value]} or worse`,
    })),
  },
];

/** The filter by the owner of an exception; `owners` are its options. */
export const ownerField = (owners: readonly Option[]) => ({
  ...{ key: 'owner', label: 'Owner of an exception', all: 'Anybody' },
  options: owners,
});

/** All keys that these fields set. */
export const FIELD_KEYS: readonly string[] = [
  'owner',
  ...EXCEPTION_FIELDS.map(({ key }) => key),
  ...NAME_FIELDS.map(({ key }) => key),
  ...DAY_FIELDS.flatMap(({ from, to }) => [from, to]),
];

/** The applied filters of these fields. */
export function appliedFields(state: ListState, owners: readonly Option[]): Applied[] {
  const chip = (key: string, label: string, options: readonly Option[] = []): Applied[] => {
    const stated = state[key];
    if (!stated) return [];
    const value = options.find((option) => option.value === stated)?.label ?? stated;
    return [{ key, label, value, clear: `Clear: ${label} ${value}` }];
  };
  return [
    ...EXCEPTION_FIELDS.flatMap(({ key, options }) =>
      chip(key, key === 'exception' ? 'Exception' : 'Severity', options),
    ),
    ...chip('owner', 'Owner', owners),
    ...NAME_FIELDS.flatMap(({ key, chip: label }) => chip(key, label)),
    ...DAY_FIELDS.flatMap(({ from, to, label }) => [...chip(from, `${label} from`), ...chip(to, `${label} to`)]),
  ];
}

/** The applied filters of shipments without a select, beside those that other pages set by links. */
export function appliedToShipments(state: ListState, owners: readonly Option[]): Applied[] {
  const { q, pol, pod } = state;
  const applied = appliedFields(state, owners);
  if (pol) applied.push({ key: 'pol', label: 'Loaded in', value: pol, clear: `Clear: Loaded in ${pol}` });
  if (pod) applied.push({ key: 'pod', label: 'Discharged in', value: pod, clear: `Clear: Discharged in ${pod}` });
  if (q) applied.push({ key: 'q', label: 'Contains', value: q, clear: 'Clear the search' });
  return applied;
}
