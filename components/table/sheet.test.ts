import { expect, it } from 'vitest';
import { chosenColumns } from '#lib/model/sheet.ts';
import { wordsIn } from '#lib/words/translate.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { momentCells, readableText } from './sheet.ts';

const year = new Date().getUTCFullYear();

it('has the local clock of the place and its zone in cells of their own', () => {
  const moment = {
    at: '2026-03-12T06:30:00.000Z',
    text: '2026-03-12T06:30:00Z',
    offset: 'Z',
    precision: 'time',
  } as const;
  expect(momentCells(moment, 'Asia/Shanghai', ENGLISH)).toEqual([{ local: '2026-03-12T14:30' }, '+08:00']);
});

it('has no zone for a day, and nothing for no moment', () => {
  const day = { at: '2026-03-12T00:00:00.000Z', text: '2026-03-12', offset: null, precision: 'day' } as const;
  expect(momentCells(day, 'Asia/Shanghai', ENGLISH)).toEqual([{ local: '2026-03-12' }, null]);
  expect(momentCells(null, null, ENGLISH)).toEqual([null, null]);
});

it('reads as one text for people', () => {
  expect(readableText([{ local: `${year}-12-03T14:30` }, '+08:00', 'estimated'], ENGLISH)).toBe(
    '3 Dec 14:30 +08:00, estimated',
  );
  expect(readableText([{ local: `${year}-12-03` }, null, 'actual'], ENGLISH)).toBe('3 Dec, actual');
  expect(readableText([{ number: '12.50' }, 'EUR'], ENGLISH)).toBe('12.50 EUR');
  expect(readableText([{ number: '12.50' }, 'EUR'], wordsIn('de'))).toBe('12,50 EUR');
  expect(readableText([null, null], ENGLISH)).toBe('');
});

it('leaves hidden columns out, keeps the first, and has pinned ones beside it in their order', () => {
  const columns = ['number', 'route', 'due', 'total'].map((id) => ({ id }));
  const choice = { hidden: ['route', 'number'], pinned: ['total', 'route'] };
  const { shown, pinned } = chosenColumns(columns, choice);
  expect(shown.map(({ id }) => id)).toEqual(['number', 'total', 'due']);
  expect(pinned).toBe(2);
});
