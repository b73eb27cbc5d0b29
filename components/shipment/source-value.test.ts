import { describe, expect, it } from 'vitest';
import { sourceValue } from './source-value.ts';

const shown = {
  status: 'planned',
  statusBasis: 'reported',
  statusReason: 'Opened for planning',
  reportedStatus: 'OPEN',
} as const;

describe('the value of the source beside a status', () => {
  it('is left out where it is the same word', () => {
    expect(sourceValue(shown)).toBeNull();
    expect(
      sourceValue({ ...shown, status: 'in_transit', statusReason: 'Departed CNYTN', reportedStatus: 'IN_TRANSIT' }),
    ).toBeNull();
    expect(
      sourceValue({ ...shown, statusReason: 'The provider\'s status is "Selected"', reportedStatus: 'SELECTED' }),
    ).toBeNull();
  });

  it('is shown where it says something else, once', () => {
    const other = {
      ...shown,
      status: 'in_transit',
      statusReason: 'Departed CNYTN',
      reportedStatus: 'arrival_port',
    } as const;
    expect(sourceValue(other)).toBe('arrival port');
    expect(sourceValue({ ...other, statusBasis: 'conflict' })).toBeNull();
    expect(sourceValue({ ...other, reportedStatus: null })).toBeNull();
  });
});
