import { expect, it } from 'vitest';
import { MAX_REFERENCES, splitReferences } from './reference.ts';

it('parses references copied from a spreadsheet or an e-mail, each once', () => {
  expect(splitReferences('PO-1\r\nPO 2\tMSCU 123456-7, ; po1\n\n  ')).toEqual(['PO-1', 'PO 2', 'MSCU 123456-7']);
});

it('returns at most as many as can be looked up', () => {
  const many = Array.from({ length: 300 }, (_, at) => `PO-${at}`).join('\n');
  expect(splitReferences(many)).toHaveLength(MAX_REFERENCES);
});

it('the heading of a pasted column is no reference, but a first reference without a digit is one', () => {
  expect(splitReferences('PO number\r\nPO-1\r\n\r\nPO-2\r\n')).toEqual(['PO-1', 'PO-2']);
  for (const heading of ['Container no.', 'B/L', 'PO #', 'Purchase order numbers', '\nyour_ref:', 'Bill of lading'])
    expect(splitReferences(`${heading}\n1\n2`)).toEqual(['1', '2']);
  expect(splitReferences('SPRING\nPO-2')).toEqual(['SPRING', 'PO-2']);
  expect(splitReferences('PO number')).toEqual(['PO number']);
  expect(splitReferences('SPRING')).toEqual(['SPRING']);
  expect(splitReferences('SPRING, PO-2')).toEqual(['SPRING', 'PO-2']);
});
