import { expect, it } from 'vitest';
import { completenessText } from './documents-text.ts';

const text = (...states: ('present' | 'missing' | 'expected')[]) =>
  completenessText(states.map((state) => ({ state })));

it('says that nothing is missing only when all required documents were received', () => {
  expect(text('present', 'present')).toBe('All required documents were received.');
  expect(text('present', 'expected', 'expected')).toBe('None is overdue, 2 not received yet.');
  expect(text('missing', 'present')).toBe('1 document is missing.');
  expect(text('missing', 'missing', 'expected')).toBe('2 documents are missing, 1 not received yet.');
  expect(text()).toBe('No document is required.');
});
