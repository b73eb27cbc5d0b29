import { describe, expect, it } from 'vitest';
import { isContainerNumber } from './container-number.ts';

describe('a container number', () => {
  it.each(['CSQU3054383', 'CSQU 305438 3', 'MSKU9070323', 'TGHU7599330'])('%s satisfies ISO 6346', (number) => {
    expect(isContainerNumber(number)).toBe(true);
  });

  it.each(['CSQU3054384', 'CSQX3054383', 'CSQU30543833', 'CSQU305438', ''])('%s does not', (number) => {
    expect(isContainerNumber(number)).toBe(false);
  });
});
