import { countText } from '#lib/model/count.ts';
import type { TabLink } from '../ui/link-tabs.tsx';
import { type ListSpec, type ListState, stateSearch } from './list-state.ts';

/** A view that somebody keeps: a name for a query string, and how many rows it has now; null where they are not counted. */
export type SavedView = { id: string; name: string; search: string; count: number | null };

/** The views that the person at the screen keeps of a list, and what can be done with them. */
export type Views = {
  kept: readonly SavedView[];
  /** Keeps a query string under a name; one of the same name gives way. Answers what is wrong, in words, or null. */
  keep(list: string, name: string, search: string): Promise<string | null>;
  forget(id: string): Promise<void>;
};

/** What of a list's state a view keeps: all but the page. */
export function viewSearch({ cursor: _cursor, before: _before, ...state }: ListState): string {
  return stateSearch(state);
}

/** The tabs of kept views, and which of them is shown. */
export function savedViewTabs(
  views: readonly SavedView[],
  { base }: ListSpec,
  state: ListState,
): { links: TabLink[]; current: string | undefined } {
  const shown = viewSearch(state);
  const links = views.map(({ id, name, search, count }) => ({
    key: id,
    label: name,
    href: base + search,
    ...(count !== null && { count: countText(count) }),
  }));
  return { links, current: views.find(({ search }) => search === shown)?.id };
}
