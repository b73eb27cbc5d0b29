import { type Counts, countText } from '#lib/model/count.ts';
import { lookup } from '#lib/model/lookup.ts';
import { tabKeys } from '#lib/model/tabs.ts';
import { inWords } from '../shipments/words.ts';
import type { TabLink } from '../ui/link-tabs.tsx';
import { type ListSpec, type ListState, stateHref } from './list-state.ts';

export type TabLinks = { links: TabLink[]; current: string };

/** Tabs that need attention are highlighted if their count is not 0. */
const LATE = 'rounded-full bg-late-soft px-1.5 text-late';

/** The tabs: all, those that need attention, and each value, with counts if available. */
export function tabsOf(spec: ListSpec, state: ListState, counts: Counts | undefined): TabLinks {
  const { by, special = [], labels = {} } = spec.tabs ?? {};
  const keys = tabKeys(spec.tabs);
  const none = Object.fromEntries(keys.map((key) => [key, undefined]));
  const tab = (key: string, label: string, set: Readonly<Record<string, string>>): TabLink => ({
    key,
    label,
    href: stateHref(spec.base, state, { ...none, ...set }),
    ...(counts && { count: countText(lookup(counts, key === 'all' ? 'total' : key) ?? 0) }),
  });
  const links = [tab('all', 'All', {})];
  for (const { key, label, set, late } of special) {
    const tone = late && counts && (lookup(counts, key) ?? 0) > 0;
    links.push({ ...tab(key, label, set), ...(tone && { tone: LATE }) });
  }
  if (by !== undefined) {
    const taken = [...special.map(({ key }) => key), 'total'];
    const found = Object.keys(counts ?? {}).filter((key) => !taken.includes(key));
    for (const value of new Set([...Object.keys(labels), ...found])) {
      links.push(tab(value, lookup(labels, value) ?? inWords(value), { [by]: value }));
    }
  }
  const shown = special.find(({ set }) => Object.entries(set).every(([key, value]) => state[key] === value));
  const value = by === undefined ? undefined : state[by];
  const isNarrowed = keys.some((key) => state[key] !== undefined);
  return { links, current: shown?.key ?? value ?? (isNarrowed ? '' : 'all') };
}
