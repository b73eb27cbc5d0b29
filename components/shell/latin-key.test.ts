import { expect, it } from 'vitest';
import { latinKey } from './latin-key.ts';

const typed = (key: string, code: string, shiftKey = false) => latinKey({ key, code, shiftKey });

it.each([
  ['о', 'KeyJ', 'j'],
  ['п', 'KeyG', 'g'],
  ['κ', 'KeyK', 'k'],
  ['ח', 'KeyJ', 'j'],
])('on a layout without Latin letters %s counts as the letter at %s', (key, code, letter) => {
  expect(typed(key, code)).toBe(letter);
});

it('on a Latin layout the letter counts that was typed, wherever it is', () => {
  // A on a French keyboard is at the place of Q; Z on a German one at that of Y.
  expect(typed('a', 'KeyQ')).toBe('a');
  expect(typed('z', 'KeyY')).toBe('z');
  expect(typed('é', 'Digit2')).toBe('é');
});

it('what is no letter stays as it is', () => {
  expect(typed('/', 'KeyQ')).toBe('/');
  expect(typed('Enter', 'Enter')).toBe('Enter');
  expect(typed('О', 'KeyJ', true)).toBe('J');
});
