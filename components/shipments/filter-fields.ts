import type { SuggestedFilter } from '#db/queries/shipment-values.ts';
import { EXCEPTION_KINDS, EXCEPTION_TYPES, SEVERITIES, type Severity } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
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
  { from: 'etaFrom', to: 'etaTo', label: 'ETA', after: 'ETA from', before: 'ETA to' },
  {
    ...{ from: 'lfdFrom', to: 'lfdTo', label: 'Last free day' },
    ...{ after: 'Last free day from', before: 'Last free day to' },
  },
] as const;

/** The severities as the lowest that is shown. */
const AT_LEAST: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High or worse',
  medium: 'Medium or worse',
  low: 'Low or worse',
};

/** Filters by the exceptions that need attention, beside that by their owner. */
export const EXCEPTION_FIELDS: readonly { key: string; label: string; all: string; options: readonly Option[] }[] = [
  {
    ...{ key: 'exception', label: 'Exception', all: 'Any exception' },
    options: EXCEPTION_TYPES.map((value) => ({ value, label: EXCEPTION_KINDS[value].label })),
  },
  {
    ...{ key: 'severity', label: 'Severity of an exception', all: 'Any severity' },
    options: SEVERITIES.toReversed().map((value) => ({ value, label: AT_LEAST[value] })),
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
export function appliedFields(state: ListState, owners: readonly Option[], words: Words): Applied[] {
  const chip = (key: string, label: string, options: readonly Option[] = []): Applied[] => {
    const stated = state[key];
    if (!stated) return [];
    const option = options.find(({ value }) => value === stated);
    return [chipOf(key, label, option ? words.t(option.label) : stated, words)];
  };
  return [
    ...EXCEPTION_FIELDS.flatMap(({ key, options }) =>
      chip(key, key === 'exception' ? 'Exception' : 'Severity', options),
    ),
    ...chip('owner', 'Owner', owners),
    ...NAME_FIELDS.flatMap(({ key, chip: label }) => chip(key, label)),
    ...DAY_FIELDS.flatMap(({ from, to, after, before }) => [...chip(from, after), ...chip(to, before)]),
  ];
}

function chipOf(key: string, named: string, value: string, { t }: Words): Applied {
  const label = t(named);
  return { key, label, value, clear: t('Clear: {label} {value}', { label, value }) };
}

/** The applied filters of shipments without a select, beside those that other pages set by links. */
export function appliedToShipments(state: ListState, owners: readonly Option[], words: Words): Applied[] {
  const { q, pol, pod } = state;
  const applied = appliedFields(state, owners, words);
  if (pol) applied.push(chipOf('pol', 'Loaded in', pol, words));
  if (pod) applied.push(chipOf('pod', 'Discharged in', pod, words));
  if (q) applied.push({ key: 'q', label: words.t('Contains'), value: q, clear: words.t('Clear the search') });
  return applied;
}
