import { lookup } from '#lib/model/lookup.ts';
import { inWords } from '../shipments/words.ts';
import type { TabLink } from '../ui/link-tabs.tsx';
import { type ListSpec, type ListState, stateHref } from './list-state.ts';

type Counts = Readonly<Record<string, number>>;

/** The most that is counted; the number after it means more than that. */
const MOST = 10_000;

export function countText(count: number): string {
  return count > MOST ? '10,000+' : count.toLocaleString('en-US');
}

type Parts = {
  spec: ListSpec;
  state: ListState;
  /** Left out where nothing is counted. */
  counts?: Counts;
  /** The column that the tabs are of, and its values in words. */
  by: string;
  labels: Readonly<Record<string, string>>;
  /** Tabs beside them that show what needs somebody; `late` ones stand out. */
  flags?: readonly { key: string; label: string; late?: boolean }[];
};

/** All, what needs somebody, and each value that there is, with how many of it there are. */
export function tabsOf({ spec, state, counts, by, labels, flags = [] }: Parts): { links: TabLink[]; current: string } {
  const none = Object.fromEntries(flags.map(({ key }) => [key, undefined]));
  const view = (changes: Record<string, string>) =>
    stateHref(spec.base, state, { [by]: undefined, ...none, ...changes });
  const known = Object.keys(labels);
  const others = Object.keys(counts ?? {}).filter(
    (key) => !known.includes(key) && key !== 'total' && !Object.hasOwn(none, key),
  );
  const count = (key: string) => (counts ? { count: countText(lookup(counts, key) ?? 0) } : {});
  const links: TabLink[] = [{ key: 'all', label: 'All', href: view({}), ...count('total') }];
  for (const { key, label, late } of flags) {
    links.push({
      key,
      label,
      href: view({ [key]: 'true' }),
      ...count(key),
      ...(late && (counts?.[key] ?? 0) > 0 && { tone: 'rounded-full bg-late-soft px-1.5 text-late' }),
    });
  }
  for (const key of [...known, ...others]) {
    links.push({ key, label: lookup(labels, key) ?? inWords(key), href: view({ [by]: key }), ...count(key) });
  }
  const flagged = flags.find(({ key }) => state[key] === 'true');
  return { links, current: flagged?.key ?? state[by] ?? 'all' };
}
