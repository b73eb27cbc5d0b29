import type { CountedTab, InboxCounts } from '#db/queries/inbox-counts.ts';
import { EXCEPTION_GROUPS, type ExceptionGroup } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import { type ListSpec, type ListState, stateHref } from '../table/list-state.ts';
import type { TabLinks } from '../table/tabs.ts';
import type { TabLink } from '../ui/link-tabs.tsx';

type InboxTab = CountedTab | 'ended';

const LABELS: Record<InboxTab, string> = {
  mine: 'Mine',
  unowned: 'Unowned',
  all: 'All',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
  ended: 'Ended',
};

/** Exceptions that need attention are those without a state in the address. */
function filterOf(tab: InboxTab, me: string): { state?: string; owner?: string } {
  if (tab === 'mine') return { owner: me };
  if (tab === 'unowned') return { owner: 'nobody' };
  return tab === 'all' ? {} : { state: tab };
}

/** The tab of an address; null for another owner or for exceptions in any state. `me`: an e-mail address. */
export function tabOf({ state = 'open', owner }: ListState, me: string): InboxTab | null {
  if (state !== 'open') return owner === undefined && state !== 'all' && state in LABELS ? (state as InboxTab) : null;
  if (owner === undefined) return 'all';
  if (owner === 'nobody') return 'unowned';
  return owner === me ? 'mine' : null;
}

/** The tabs of the inbox with their counts, which heed the other filters. Ended ones are not counted: their number only grows. */
export function inboxTabs(
  spec: ListSpec,
  state: ListState,
  counts: InboxCounts,
  me: string,
  { number }: Words,
): TabLinks {
  const group = state.group as ExceptionGroup | undefined;
  const links = (Object.keys(LABELS) as InboxTab[]).map((key): TabLink => {
    const href = stateHref(spec.base, state, { state: undefined, owner: undefined, ...filterOf(key, me) });
    if (key === 'ended') return { key, label: LABELS[key], href };
    const count = group ? counts.byTab[key][group] : counts[key];
    return { key, label: LABELS[key], href, count: number(count) };
  });
  return { links, current: tabOf(state, me) ?? '' };
}

/** A group as a filter: `count` is that of the tab; undefined where it is not counted. */
export type GroupLink = { group: ExceptionGroup; label: string; href: string; count?: number; current: boolean };

/** The groups with exceptions in the tab, and the one of the address. */
export function groupLinks(spec: ListSpec, state: ListState, counts: InboxCounts, me: string): GroupLink[] {
  const tab = tabOf(state, me);
  const counted = tab === null || tab === 'ended' ? undefined : counts.byTab[tab];
  return (Object.keys(EXCEPTION_GROUPS) as ExceptionGroup[]).flatMap((group) => {
    const current = state.group === group;
    if (!current && counted?.[group] === 0) return [];
    const href = stateHref(spec.base, state, { group: current ? undefined : group, type: undefined });
    return [{ group, label: EXCEPTION_GROUPS[group], href, current, ...(counted && { count: counted[group] }) }];
  });
}
