import { CALENDAR_PATH } from '#components/calendar/path.ts';
import { type ListState, stateHref, stateSearch } from '#components/table/list-state.ts';
import type { Views } from '#components/table/views.ts';
import type { TabLink } from '#components/ui/link-tabs.tsx';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import type { Words } from '#lib/model/language.ts';
import { week as weekFilter, weekOf } from '#lib/model/week.ts';
import { readAddress, type SearchParams } from '../records.ts';

/** The week and the filters of shipments in an address; an invalid week is left out, as other invalid values. `now` is an instant. */
export function readCalendarAddress(params: Awaited<SearchParams>, now: string) {
  const { state: all, filter } = readAddress(SHIPMENTS, params);
  const { sort: _sort, direction: _direction, cursor: _cursor, before: _before, ...filters } = all;
  const week = weekFilter.safeParse(params.week).data;
  const state: ListState = { ...filters, ...(week !== undefined && { week }) };
  return { state, filter, week: week ?? weekOf(now.slice(0, 10)) };
}

/** The saved views of shipments as tabs of the calendar, in the same week. */
export function viewLinks(
  saved: Views['saved'],
  state: ListState,
  { t }: Words,
): { links: TabLink[]; current: string } {
  const { week, ...filters } = state;
  const shown = stateSearch(filters);
  const views = saved.map(({ id, name, search }) => {
    const { sort: _sort, direction: _direction, ...own } = Object.fromEntries(new URLSearchParams(search));
    return {
      id,
      search: stateSearch(own),
      link: { key: id, label: name, isName: true as const, href: stateHref(CALENDAR_PATH, own, { week }) },
    };
  });
  const all = { key: 'all', label: t('All shipments'), href: stateHref(CALENDAR_PATH, {}, { week }) };
  const current = shown === '' ? 'all' : (views.find(({ search }) => search === shown)?.id ?? '');
  return { links: [all, ...views.map(({ link }) => link)], current };
}
