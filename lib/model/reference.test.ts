import { expect, it } from 'vitest';
import { MAX_REFERENCES, splitReferences } from './reference.ts';

it('takes references as a spreadsheet or a mail has them, each once', () => {
  expect(splitReferences('PO-1\r\nPO 2\tMSCU 123456-7, ; po1\n\n  ')).toEqual(['PO-1', 'PO 2', 'MSCU 123456-7']);
});

it('takes no more than are looked up at once', () => {
  const many = Array.from({ length: 300 }, (_, at) => `PO-${at}`).join('\n');
  expect(splitReferences(many)).toHaveLength(MAX_REFERENCES);
});
