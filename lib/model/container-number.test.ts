import { describe, expect, it } from 'vitest';
import { checkDigits, isContainerNumber, paintedNumber, upperCaseContainer } from './container-number.ts';

describe('a container number', () => {
  it.each(['CSQU3054383', 'CSQU 305438 3', 'MSKU9070323', 'TGHU7599330'])('%s satisfies ISO 6346', (number) => {
    expect(isContainerNumber(number)).toBe(true);
  });

  it.each(['CSQU3054384', 'CSQX3054383', 'CSQU30543833', 'CSQU305438', ''])('%s does not', (number) => {
    expect(isContainerNumber(number)).toBe(false);
  });

  it('is shown as it is painted, if it is valid', () => {
    expect(['csqu 305438-3', 'CSQU305438 3', 'CSQU3054383'].map(paintedNumber)).toEqual(Array(3).fill('CSQU3054383'));
    expect(['CSQU 305438-4', 'CSQU 305438', 'Pallet 7'].map(paintedNumber)).toEqual([
      ...['CSQU 305438-4', 'CSQU 305438', 'Pallet 7'],
    ]);
  });

  it('has the check digit that its first ten characters require, while it is typed too', () => {
    expect(checkDigits('csqu 305438')).toEqual({ required: 3, entered: null });
    expect(checkDigits('CSQU305438-4')).toEqual({ required: 3, entered: 4 });
  });

  it.each(['CSQU30543', 'CSQX3054383', 'PO-7734', '4500017734', ''])('%s has none', (text) => {
    expect(checkDigits(text)).toBeNull();
  });

  it.each([
    ['csqu', 'CSQU'],
    ['csqu305438', 'CSQU305438'],
    ['Csqu 305438-3', 'CSQU 305438-3'],
    // Three letters, a name, and a booking with a letter after its digits are no container.
    ['csq', 'csq'],
    ['acme lamps', 'acme lamps'],
    ['abju12c', 'abju12c'],
  ])('%s is shown as %s while it is typed', (typed, shown) => {
    expect(upperCaseContainer(typed)).toBe(shown);
  });
});
