import type { Tabs } from '#lib/model/tabs.ts';

/** The state of a list: what its address says. An absent key filters nothing. */
export type ListState = Readonly<Record<string, string>>;

export type Direction = 'asc' | 'desc';

/** A list that lives at an address. */
export type ListSpec = {
  /** Its address, which is the last part of its address in the REST API too. */
  base: string;
  filters: readonly string[];
  /** By what it may be sorted and which way that goes at first; the first of them is the default. */
  sorts: Readonly<Record<string, Direction>>;
  tabs?: Tabs;
};

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Characters of a value that are read; references pasted by the hundred are longer than what people type. */
const MOST = 200;
const LONG: Readonly<Record<string, number>> = { cursor: 2_000, before: 2_000, refs: 6_500 };

/** Reads an address; what is unknown, repeated or empty is left out, so that one list has one address. */
export function readState(params: Params, spec: ListSpec): ListState {
  const found: Record<string, string> = {};
  for (const key of [...spec.filters, 'cursor', 'before']) {
    const value = params[key];
    if (typeof value !== 'string') continue;
    const clean = value.replace(/\p{Cc}/gu, '').slice(0, LONG[key] ?? MOST);
    if (clean !== '') found[key] = clean;
  }
  const { sort, direction } = params;
  if (typeof sort === 'string' && Object.hasOwn(spec.sorts, sort)) found.sort = sort;
  if (direction === 'asc' || direction === 'desc') found.direction = direction;
  return found;
}

/** What the list is sorted by, and which way. */
export function sortOf(state: ListState, { sorts }: ListSpec): { sort: string; direction: Direction } {
  const sort = state.sort ?? Object.keys(sorts)[0] ?? '';
  return { sort, direction: (state.direction as Direction | undefined) ?? sorts[sort] ?? 'asc' };
}

export type Changes = Readonly<Record<string, string | undefined>>;

/** The query string of a list, keys in a fixed order, with the question mark where it is not empty. */
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

/** Where a click on a column's heading leads: sorted by it, and the other way when it already is. */
export function sortHref(spec: ListSpec, state: ListState, by: string): string {
  const { sort, direction } = sortOf(state, spec);
  const natural = spec.sorts[by] ?? 'asc';
  const wanted = sort === by ? (direction === 'asc' ? 'desc' : 'asc') : natural;
  const first = Object.keys(spec.sorts)[0];
  return stateHref(spec.base, state, {
    sort: by === first ? undefined : by,
    direction: wanted === natural ? undefined : wanted,
  });
}

/** The same list as CSV, all of its pages. */
export function csvHref(spec: ListSpec, state: ListState): string {
  return stateHref(`/api/v1${spec.base}`, state, { format: 'csv' });
}

/** Whether anything narrows the list. */
export function isFiltered(state: ListState, spec: ListSpec): boolean {
  return spec.filters.some((key) => state[key] !== undefined);
}
