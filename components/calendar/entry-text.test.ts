import { expect, it } from 'vitest';
import type { CalendarEntry } from '#db/queries/calendar.ts';
import type { CalendarKind } from '#lib/model/calendar.ts';
import { entryWord, isOver } from './entry-text.ts';

const TODAY = '2026-11-28';
const entry = (kind: CalendarKind, day: string, isDone = false) => ({ kind, day, isDone }) as CalendarEntry;

it('tells what is overdue from what is ahead, by the day at the place', () => {
  expect(entryWord(entry('arrival', '2026-11-27'), TODAY)).toBe('Overdue, ETA');
  expect(entryWord(entry('arrival', TODAY), TODAY)).toBe('ETA');
  expect(entryWord(entry('arrival', '2026-11-27', true), TODAY)).toBe('Arrived');
  expect(entryWord(entry('last_free_day', '2026-11-26'), TODAY)).toBe('LFD passed');
  expect(entryWord(entry('empty_due', '2026-11-26'), TODAY)).toBe('Empty overdue');
});

it('does not know whether a delivery appointment was kept', () => {
  expect(isOver(entry('appointment', '2026-11-26'), TODAY)).toBe(false);
});
