import type { CalendarEntry } from '#db/queries/calendar.ts';
import type { CalendarKind } from '#lib/model/calendar.ts';

/** What an entry is called: as long as it is ahead, once it is done, and if its day is over and it is not. */
const WORDS: Record<CalendarKind, { ahead: string; done: string; over: string }> = {
  arrival: { ahead: 'ETA', done: 'Arrived', over: 'Overdue, ETA' },
  last_free_day: { ahead: 'LFD', done: 'LFD, picked up', over: 'LFD passed' },
  empty_due: { ahead: 'Empty due', done: 'Empty due', over: 'Empty overdue' },
  appointment: { ahead: 'Delivery', done: 'Delivery', over: 'Delivery' },
};

/** Whether something should have happened by now: its day is over, and it is not done. `today`: the day at the place. */
export function isOver({ kind, day, isDone }: CalendarEntry, today: string): boolean {
  return kind !== 'appointment' && !isDone && day < today;
}

/** What happens, in a word of English. */
export function entryWord(entry: CalendarEntry, today: string): string {
  const { ahead, done, over } = WORDS[entry.kind];
  return entry.isDone ? done : isOver(entry, today) ? over : ahead;
}
