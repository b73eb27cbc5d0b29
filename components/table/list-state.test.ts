import { describe, expect, it } from 'vitest';
import { csvHref, type ListSpec, readState, sortHref, sortOf, stateHref } from './list-state.ts';

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
    expect(csvHref(spec, { cursor: 'abc', status: 'paid' })).toBe('/api/v1/invoices?format=csv&status=paid');
  });
});
