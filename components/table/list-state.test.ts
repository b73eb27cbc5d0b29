import { describe, expect, it } from 'vitest';
import { csvHref, type ListSpec, readState, sortHref, sortOf, stateHref } from './list-state.ts';

const spec: ListSpec = {
  base: '/invoices',
  filters: ['q', 'status', 'shipment'],
  sorts: { learnedAt: 'desc', dueOn: 'asc' },
};

describe('the address of a list', () => {
  it('keeps what is known and drops what is not, repeated or empty', () => {
    const asked = {
      q: 'inv\u0000 1',
      status: ['paid', 'void'],
      shipment: '',
      sort: 'colour',
      direction: 'up',
      y: '1',
    };
    expect(readState(asked, spec)).toEqual({ q: 'inv 1' });
  });

  it('starts from the first page when something changes', () => {
    expect(stateHref('/invoices', { cursor: 'abc', q: '7' }, { status: 'paid' })).toBe('/invoices?q=7&status=paid');
  });

  it('sorts by a column, then the other way, and says nothing of the default', () => {
    expect(sortHref(spec, {}, 'dueOn')).toBe('/invoices?sort=dueOn');
    expect(sortHref(spec, { sort: 'dueOn' }, 'dueOn')).toBe('/invoices?direction=desc&sort=dueOn');
    expect(sortHref(spec, { sort: 'dueOn', direction: 'desc' }, 'dueOn')).toBe('/invoices?sort=dueOn');
    expect(sortHref(spec, { sort: 'dueOn' }, 'learnedAt')).toBe('/invoices');
    expect(sortOf({}, spec)).toEqual({ sort: 'learnedAt', direction: 'desc' });
  });

  it('exports all pages of what is shown', () => {
    expect(csvHref(spec, { cursor: 'abc', status: 'paid' })).toBe('/api/v1/invoices?format=csv&status=paid');
  });
});
