import { countText } from '#lib/model/count.ts';
import type { Words } from '#lib/model/language.ts';
import type { TabLink } from '../ui/link-tabs.tsx';
import { type ListSpec, type ListState, stateSearch } from './list-state.ts';

/** A saved view: a name for a query string, and its number of rows. All users have a shared one. */
export type SavedView = {
  id: string;
  name: string;
  search: string;
  count: number;
  shared: boolean;
  /** Whether the user saved it, and so may remove it. */
  own: boolean;
};

/** The saved views of a list that the user has, and their actions. */
export type Views = {
  saved: readonly SavedView[];
  /** Whether the user may share views with all others. */
  mayShare: boolean;
  /** Saves a query string under a name and replaces one with the same name. Returns what is wrong, or null. */
  saveView(list: string, name: string, search: string, shared: boolean): Promise<string | null>;
  deleteView(id: string): Promise<void>;
};

/** The part of a list's state that a view saves: all but the page. */
export function viewSearch({ cursor: _cursor, before: _before, ...state }: ListState): string {
  return stateSearch(state);
}

/** The tabs of saved views, and the current one. */
export function savedViewTabs(
  views: readonly SavedView[],
  { base }: ListSpec,
  state: ListState,
  words: Words,
): { links: TabLink[]; current: SavedView | undefined } {
  const shown = viewSearch(state);
  const links = views.map(({ id, name, search, count }) => ({
    key: id,
    label: name,
    isName: true as const,
    href: base + search,
    count: countText(count, words),
  }));
  return { links, current: views.find(({ search }) => search === shown) };
}
