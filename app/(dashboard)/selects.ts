import { MODE_OPTIONS, STAGE_OPTIONS } from '#components/shipments/options.ts';
import type { Filter } from '#components/table/list-head.tsx';
import { providerOptions } from './provider-titles.ts';

/** The selects that many lists have. */
export const STATUS: Filter = { key: 'status', label: 'Status', all: 'Any status', options: STAGE_OPTIONS };
export const MODE: Filter = { key: 'mode', label: 'Mode', all: 'Any mode', options: MODE_OPTIONS };
export const SOURCE: Filter = { key: 'provider', label: 'Source', all: 'Any source', options: providerOptions };

/** The options of a select: values with labels. */
export function optionsOf(labels: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
