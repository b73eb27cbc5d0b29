import { describe, expect, it } from 'vitest';
import { loadWords } from '#lib/words/load-words.ts';
import { addWorkingHours, OFFICE_HOURS, type WorkingHours, workingHoursBetween } from './working-hours.ts';
import { readWorkingHours, workingHoursForm } from './working-hours-schema.ts';
import { workingHoursText } from './working-hours-text.ts';

const BERLIN: WorkingHours = { days: [1, 2, 3, 4, 5], from: 8.5, to: 17, timeZone: 'Europe/Berlin', holidays: [] };

describe('working hours', () => {
  it('are counted on the clock of their time zone, over the weekend and a change of the clocks', () => {
    // Friday 27 March 2026, 16:00 in Berlin, one hour before the end; on Sunday the clocks go forward.
    expect(addWorkingHours('2026-03-27T15:00:00Z', 1, BERLIN)).toBe('2026-03-27T16:00:00.000Z');
    expect(addWorkingHours('2026-03-27T15:00:00Z', 2, BERLIN)).toBe('2026-03-30T07:30:00.000Z');
    expect(workingHoursBetween('2026-03-27T15:00:00Z', '2026-03-30T07:30:00.000Z', BERLIN)).toBe(2);
  });

  it('leave out holidays', () => {
    const easter = { ...BERLIN, holidays: ['2026-04-03', '2026-04-06'] };
    expect(addWorkingHours('2026-04-02T14:30:00Z', 1, easter)).toBe('2026-04-07T07:00:00.000Z');
    expect(workingHoursBetween('2026-04-02T22:00:00Z', '2026-04-07T06:30:00Z', easter)).toBe(0);
  });

  it('end also where one hour a week is left beside all holidays that may be entered', () => {
    const sundays = Array.from({ length: 200 }, (_, week) =>
      new Date(Date.UTC(2026, 0, 4) + week * 7 * 86_400_000).toISOString().slice(0, 10),
    );
    const few = { ...OFFICE_HOURS, days: [0], from: 8, to: 9, holidays: sundays };
    expect(addWorkingHours('2026-01-01T00:00:00Z', 100, few).slice(0, 4)).toBe('2031');
  });
});

describe('the form of working hours', () => {
  const form = { day1: 'on', day6: 'on', from: '08:30', to: '24:00', timeZone: 'Asia/Kolkata', holidays: '' };
  const problem = (changes: object) => {
    const { error } = workingHoursForm.safeParse({ ...form, ...changes });
    return error?.issues[0]?.message;
  };

  it('is read with its holidays in order, each once', () => {
    const hours = workingHoursForm.parse({ ...form, holidays: ' 2026-12-25\n2026-01-26, 2026-12-25 ' });
    expect(hours).toEqual({
      ...{ days: [1, 6], from: 8.5, to: 24, timeZone: 'Asia/Kolkata' },
      holidays: ['2026-01-26', '2026-12-25'],
    });
    expect(readWorkingHours(JSON.parse(JSON.stringify(hours)))).toEqual(hours);
    expect(workingHoursText(hours)).toBe('Mon, Sat 08:30 to 24:00 Asia/Kolkata, 2 holidays');
  });

  it('is shown in the language of its reader', async () => {
    const hours = workingHoursForm.parse({ ...form, holidays: '2026-12-25' });
    expect(workingHoursText(hours, await loadWords('de'))).toBe('Mo, Sa 08:30 bis 24:00 Asia/Kolkata, 1 Feiertag');
  });

  it.each([
    [{ day1: undefined, day6: undefined }, 'Choose one day at least.'],
    [{ to: '09:00' }, 'Work ends one hour after it begins at least.'],
    [{ from: '8' }, 'Enter times like 08:00.'],
    [{ timeZone: 'Mars/Olympus' }, 'Enter a time zone like Europe/Berlin.'],
    [{ holidays: '25.12.2026' }, 'Enter holidays as dates like 2026-12-25, one a line.'],
    [{ holidays: '2026-02-30' }, 'Enter holidays as dates like 2026-12-25, one a line.'],
  ])('is rejected with a reason: %j', (changes, message) => {
    expect(problem(changes)).toBe(message);
  });

  it('is the default where stored hours cannot be read', () => {
    expect(readWorkingHours({ days: [], from: 'x' })).toEqual(OFFICE_HOURS);
    expect(readWorkingHours(undefined)).toEqual(OFFICE_HOURS);
  });
});
