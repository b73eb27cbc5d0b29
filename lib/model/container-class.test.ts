import { expect, it } from 'vitest';
import { containerClass, tariffSize } from './container-class.ts';

it.each([
  ['forty_ft_hc', '40'],
  ['twenty_ft', '20'],
  ['forty_five_ft_hc', '45'],
  ['45G1', '40'],
  ['45HC', '45'],
  ['22G1', '20'],
  ['42R1', '40'],
  ['L5G1', '45'],
  ['45', '45'],
  ["40' HQ", '40'],
  ['40HC', '40'],
  ['HC40', '40'],
  ['1 x 40HC', '40'],
  ['20DV', '20'],
  ["20'", '20'],
  ['fourty_ft', '40'],
  ['45GP', '40'],
  ['45RT', '40'],
  ['42', '40'],
  ['2200', '20'],
  ['4510', '40'],
  ["20' x 8' x 8'6\"", '20'],
  ['40x8x9.6', '40'],
  ["40' x 8' x 9'6\"", '40'],
  ['2x20', '20'],
  ['Forty Five ft', '45'],
  ['forty-five', '45'],
  ['53FT', null],
  ['M5G1', null],
  [null, null],
  ['reefer', null],
])('the size of a container %s is %s', (size, expected) => {
  expect(tariffSize(size)).toBe(expected);
});

it.each([
  ['dry', 'forty_ft', 'dry'],
  ['Refrigerated', null, 'reefer'],
  ['flat_rack', 'twenty_ft', 'special'],
  ['open_top', null, 'special'],
  ['40GP', null, 'dry'],
  [null, '45G1', 'dry'],
  [null, '22R1', 'reefer'],
  ['42U1', null, 'special'],
  [null, 'forty_ft_hc', null],
  [null, "40' HQ", null],
  [null, '20DV', 'dry'],
  ['40RF', null, 'reefer'],
  ['45RT', null, 'reefer'],
  [null, '40REHC', 'reefer'],
  [null, '40OT', 'special'],
  [null, '22UT', 'special'],
  [null, null, null],
])('the class of a container %s, %s is %s', (type, size, expected) => {
  expect(containerClass(type, size)).toBe(expected);
});
