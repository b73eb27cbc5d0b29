import { type Tabs, tabKeys } from '#lib/model/tabs.ts';

/** The state of a list, from its address. An absent key is no filter. */
export type ListState = Readonly<Record<string, string>>;

export type Direction = 'asc' | 'desc';

/** The description of a list at an address. */
export type ListSpec = {
  /** Its path, which is also the last part of its path in the REST API. */
  base: string;
  filters: readonly string[];
  /** Its sorts with their default direction; the first is the default sort. */
  sorts: Readonly<Record<string, Direction>>;
  tabs?: Tabs;
  /** The filter whose matches come in the order of how well they match, unless a sort is chosen. */
  rankedBy?: string;
};

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Longer values are cut; pasted references are longer than typed text. */
const MAX_VALUE_LENGTH = 200;
const LONGER_VALUES: Readonly<Record<string, number>> = { cursor: 2_000, before: 2_000, refs: 6_500, key: 500 };

/** Parses an address; unknown, repeated and empty values are left out, so that each state has one address. */
export function readState(params: Params, spec: ListSpec): ListState {
  const found: Record<string, string> = {};
  for (const key of [...spec.filters, 'cursor', 'before']) {
    const value = params[key];
    if (typeof value !== 'string') continue;
    const clean = value.replace(/\p{Cc}/gu, '').slice(0, LONGER_VALUES[key] ?? MAX_VALUE_LENGTH);
    if (clean !== '') found[key] = clean;
  }
  const { sort, direction } = params;
  if (typeof sort === 'string' && Object.hasOwn(spec.sorts, sort)) found.sort = sort;
  if (direction === 'asc' || direction === 'desc') found.direction = direction;
  return found;
}

/** Whether the rows come in the order of how well they match. */
function isRanked(state: ListState, { rankedBy = '' }: ListSpec): boolean {
  return state.sort === undefined && state[rankedBy] !== undefined;
}

/** The sort of the list, and its direction; the sort is empty if no column decides the order. */
export function sortOf(state: ListState, spec: ListSpec): { sort: string; direction: Direction } {
  const { sorts } = spec;
  if (isRanked(state, spec)) return { sort: '', direction: 'asc' };
  const sort = state.sort ?? Object.keys(sorts)[0] ?? '';
  return { sort, direction: (state.direction as Direction | undefined) ?? sorts[sort] ?? 'asc' };
}

export type Changes = Readonly<Record<string, string | undefined>>;

/** The query string of a list, keys in a fixed order, with the question mark unless it is empty. */
export function stateSearch(state: Changes): string {
  const pairs = Object.entries(state).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(pairs.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return text ? `?${text}` : '';
}

/** The address of a list with some of its state changed; a filter or sort that changes starts from the first page. */
export function stateHref(base: string, state: ListState, changes: Changes): string {
  const { cursor: _cursor, before: _before, ...rest } = state;
  return base + stateSearch({ ...rest, ...changes });
}

/** The link of a column heading: sorted by it, in the other direction if it is already. */
export function sortHref(spec: ListSpec, state: ListState, by: string): string {
  const { sort, direction } = sortOf(state, spec);
  const natural = spec.sorts[by] ?? 'asc';
  const wanted = sort === by ? (direction === 'asc' ? 'desc' : 'asc') : natural;
  const isDefault = by === Object.keys(spec.sorts)[0] && state[spec.rankedBy ?? ''] === undefined;
  return stateHref(spec.base, state, {
    sort: isDefault ? undefined : by,
    direction: wanted === natural ? undefined : wanted,
  });
}

/** The same list as a file, all of its pages. */
export function fileHref(spec: ListSpec, state: ListState, file: 'csv' | 'xlsx'): string {
  return stateHref(`/export${spec.base}`, state, { file });
}

/** The address of a list with a filter chosen. A choice that tabs make too ends what the page was opened with. */
export function filterHref(spec: ListSpec, state: ListState, key: string, value: string | undefined): string {
  const initial = tabKeys(spec.tabs).includes(key) ? Object.keys(spec.tabs?.initial ?? {}) : [];
  const ended = Object.fromEntries(initial.map((one) => [one, undefined]));
  return stateHref(spec.base, state, { ...ended, [key]: value });
}

/** Whether any filter is set, beside what its tabs set of themselves. */
export function isFiltered(state: ListState, { filters, tabs }: ListSpec): boolean {
  return filters.some(
    (key) => state[key] !== undefined && ![tabs?.initial?.[key], tabs?.all?.[key]].includes(state[key]),
  );
}
