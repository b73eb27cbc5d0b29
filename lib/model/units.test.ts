import { describe, expect, it } from 'vitest';
import { convertQuantity } from './units.ts';

describe('an amount in other units', () => {
  it.each([
    // 1 lb is 0.45359237 kg exactly: 12,400 kg are 27,337.3 lb.
    ['12400', 'kg', 'us', '27337', 'lb'],
    ['1', 'kg', 'us', '2.2', 'lb'],
    ['20.25', 'KGS', 'us', '44.6', 'lb'],
    // 1 ft³ is 0.028316846592 m³ exactly: 54 m³ are 1,906.99 ft³.
    ['54', 'cbm', 'us', '1907', 'ft³'],
    ['0.5', 'm³', 'us', '17.7', 'ft³'],
    ['44000', 'lbs', 'metric', '19958', 'kg'],
    ['2390', 'cbft', 'metric', '67.7', 'm³'],
    ['0', 'lb', 'metric', '0', 'kg'],
  ] as const)('%s %s in %s units is %s %s', (value, unit, system, converted, into) => {
    expect(convertQuantity({ value, unit }, system)).toEqual({ value: converted, unit: into });
  });

  it.each([
    ['12400', 'kg', 'metric'],
    ['44000', 'lbs', 'us'],
    ['4', 'pallets', 'us'],
    ['heavy', 'kg', 'us'],
    ['', 'kg', 'us'],
  ] as const)('stays as reported: %s %s in %s units', (value, unit, system) => {
    expect(convertQuantity({ value, unit }, system)).toBeNull();
  });
});
