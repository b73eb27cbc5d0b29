import { describe, expect, it } from 'vitest';
import { ENGLISH } from '#lib/words/words-of.ts';
import {
  fileHref,
  filterHref,
  isFiltered,
  type ListSpec,
  type ListState,
  readState,
  sortHref,
  sortOf,
  stateHref,
} from './list-state.ts';
import { tabsOf } from './tabs.ts';

const spec: ListSpec = {
  base: '/invoices',
  filters: ['q', 'status', 'shipment'],
  sorts: { learnedAt: 'desc', dueOn: 'asc' },
};

describe('the URL of a list', () => {
  it('keeps known parameters and drops unknown, repeated and empty ones', () => {
    const parameters = {
      q: 'inv\u0000 1',
      status: ['paid', 'void'],
      shipment: '',
      sort: 'colour',
      direction: 'up',
      y: '1',
    };
    expect(readState(parameters, spec)).toEqual({ q: 'inv 1' });
  });

  it('returns to the first page after a change', () => {
    expect(stateHref('/invoices', { cursor: 'abc', q: '7' }, { status: 'paid' })).toBe('/invoices?q=7&status=paid');
  });

  it('sorts by a column, then in reverse, and omits the default', () => {
    expect(sortHref(spec, {}, 'dueOn')).toBe('/invoices?sort=dueOn');
    expect(sortHref(spec, { sort: 'dueOn' }, 'dueOn')).toBe('/invoices?direction=desc&sort=dueOn');
    expect(sortHref(spec, { sort: 'dueOn', direction: 'desc' }, 'dueOn')).toBe('/invoices?sort=dueOn');
    expect(sortHref(spec, { sort: 'dueOn' }, 'learnedAt')).toBe('/invoices');
    expect(sortOf({}, spec)).toEqual({ sort: 'learnedAt', direction: 'desc' });
  });

  it('exports all pages of the shown rows', () => {
    expect(fileHref(spec, { cursor: 'abc', status: 'paid' }, 'xlsx')).toBe('/export/invoices?file=xlsx&status=paid');
  });

  it('shows no sort while matches are ranked, and sets the default sort if it is chosen', () => {
    const ranked = { ...spec, rankedBy: 'q' };
    expect(sortOf({ q: '7' }, ranked)).toEqual({ sort: '', direction: 'asc' });
    expect(sortHref(ranked, { q: '7' }, 'learnedAt')).toBe('/invoices?q=7&sort=learnedAt');
    expect(sortOf({ q: '7', sort: 'learnedAt' }, ranked)).toEqual({ sort: 'learnedAt', direction: 'desc' });
    expect(sortHref(ranked, {}, 'learnedAt')).toBe('/invoices?direction=asc');
  });
});

describe('a list that is opened on one of its tabs', () => {
  const opened: ListSpec = {
    ...spec,
    filters: ['q', 'scope', 'status', 'mode'],
    tabs: {
      initial: { scope: 'active' },
      all: { scope: 'all' },
      special: [
        { key: 'late', label: 'Late', set: { status: 'late' } },
        { key: 'active', label: 'Active', set: { scope: 'active' } },
      ],
    },
  };

  it('has that tab first, and one for all rows', () => {
    const { links, current } = tabsOf(opened, { scope: 'active' }, { active: 2, late: 0, total: 5 }, ENGLISH);
    expect(links.map(({ label, href, count }) => [label, href, count])).toEqual([
      ['Active', '/invoices?scope=active', '2'],
      ['All', '/invoices?scope=all', '5'],
      ['Late', '/invoices?status=late', '0'],
    ]);
    expect(current).toBe('active');
    expect(tabsOf(opened, { scope: 'all' }, {}, ENGLISH).current).toBe('all');
    expect(tabsOf(opened, { q: '7' }, {}, ENGLISH).current).toBe('all');
    expect(tabsOf(opened, { q: '7' }, {}, ENGLISH).links.some(({ count }) => count !== undefined)).toBe(false);
  });

  it('shows no number for a tab that is not counted, and 0 for one without rows', () => {
    const set = { status: 'any' };
    const special = [
      { key: 'slow', label: 'Slow', set, uncounted: true } as const,
      { key: 'late', label: 'Late', set },
    ];
    const { links } = tabsOf({ ...spec, tabs: { special } }, {}, { total: 7 }, ENGLISH);
    expect(links.slice(0, 3).map(({ key, count }) => [key, count])).toEqual([
      ['all', '7'],
      ['slow', undefined],
      ['late', '0'],
    ]);
  });

  it('opens a tab in its own order, and leaves that order with the tab', () => {
    const soon = { key: 'soon', label: 'Due soon', set: { status: 'soon' }, sort: 'dueOn' };
    const tabs = { special: [soon, { key: 'late', label: 'Late', set: { status: 'late' } }] };
    const hrefs = (state: ListState) =>
      tabsOf({ ...spec, tabs }, state, undefined, ENGLISH).links.map(({ href }) => href);
    expect(hrefs({ sort: 'learnedAt', direction: 'asc' })).toEqual([
      '/invoices?direction=asc&sort=learnedAt',
      '/invoices?sort=dueOn&status=soon',
      '/invoices?direction=asc&sort=learnedAt&status=late',
    ]);
    expect(hrefs({ status: 'soon', sort: 'dueOn', direction: 'desc' })).toEqual([
      '/invoices',
      '/invoices?sort=dueOn&status=soon',
      '/invoices?status=late',
    ]);
  });

  it('leaves that tab for a choice that its tabs make too, and keeps it for others', () => {
    expect(filterHref(opened, { scope: 'active' }, 'status', 'paid')).toBe('/invoices?status=paid');
    expect(filterHref(opened, { scope: 'active' }, 'mode', 'air')).toBe('/invoices?mode=air&scope=active');
    expect(isFiltered({ scope: 'active' }, opened)).toBe(false);
    expect(isFiltered({ scope: 'active', mode: 'air' }, opened)).toBe(true);
  });
});
