import { expect, it } from 'vitest';
import { parseUnlocode } from './place.ts';

it.each([
  ['CN SHA', 'CNSHA'],
  ['cnsha', 'CNSHA'],
  ['CN-SHA', 'CNSHA'],
  [' US/LAX ', 'USLAX'],
  ['SHA', null],
  ['LAX-LB', null],
  ['TBA/NA', null],
  ['USLA1', null],
  ['Shanghai', null],
  ['', null],
  [undefined, null],
])('%s is the UN/LOCODE %s', (text, code) => expect(parseUnlocode(text)).toBe(code));
