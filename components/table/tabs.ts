import { type Counts, countText } from '#lib/model/count.ts';
import type { Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import { type Tab, tabKeys } from '#lib/model/tabs.ts';
import { inWords } from '../shipments/words.ts';
import type { TabLink } from '../ui/link-tabs.tsx';
import { type ListSpec, type ListState, stateHref } from './list-state.ts';

export type TabLinks = { links: TabLink[]; current: string };

/** Tabs that need attention are highlighted if their count is not 0. */
const LATE = 'rounded-full bg-late-soft px-1.5 text-late';

/** The tabs: all and those that need attention, the one that a page opens on first; then each value, with counts if available. */
export function tabsOf(spec: ListSpec, state: ListState, counts: Counts | undefined, words: Words): TabLinks {
  const { by, special = [], labels = {}, all = {}, initial } = spec.tabs ?? {};
  const keys = tabKeys(spec.tabs);
  const none = Object.fromEntries(keys.map((key) => [key, undefined]));
  const left = special.find(({ set }) => isSet(state, set))?.sort;
  const unsorted = { sort: undefined, direction: undefined };
  const tab = ({ key, label, set, sort, late, uncounted }: Tab): TabLink => {
    const isCounted = counts?.total !== undefined && !uncounted;
    const count = isCounted ? (lookup(counts, key === 'all' ? 'total' : key) ?? 0) : undefined;
    return {
      key,
      label,
      href: stateHref(spec.base, state, {
        ...(left !== undefined && left === state.sort && unsorted),
        ...none,
        ...set,
        ...(sort !== undefined && { ...unsorted, sort }),
      }),
      ...(count !== undefined && { count: countText(count, words) }),
      ...(late && count !== undefined && count > 0 && { tone: LATE }),
    };
  };
  const opens = ({ set }: Tab) => initial !== undefined && isSet(initial, set);
  const first = special.filter(opens);
  const tabs = [...first, { key: 'all', label: 'All', set: all }, ...special.filter((one) => !opens(one))];
  if (by !== undefined) {
    const taken = [...special.map(({ key }) => key), 'total'];
    const found = Object.keys(counts ?? {}).filter((key) => !taken.includes(key));
    for (const value of new Set([...Object.keys(labels), ...found])) {
      tabs.push({ key: value, label: lookup(labels, value) ?? inWords(value), set: { [by]: value } });
    }
  }
  return { links: tabs.map(tab), current: currentTab(spec, state) };
}

function currentTab({ tabs = {} }: ListSpec, state: ListState): string {
  const { by, special = [], all = {} } = tabs;
  const shown = special.find(({ set }) => isSet(state, set));
  const value = by === undefined ? undefined : state[by];
  const isNarrowed = tabKeys(tabs).some((key) => state[key] !== undefined && state[key] !== all[key]);
  return shown?.key ?? value ?? (isNarrowed ? '' : 'all');
}

function isSet(state: Readonly<Record<string, string>>, set: Readonly<Record<string, string>>): boolean {
  return Object.entries(set).every(([key, value]) => state[key] === value);
}
