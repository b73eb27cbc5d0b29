import { z } from 'zod';
import { OFFICE_HOURS, type WorkingHours } from './working-hours.ts';
import { isTimeZone } from './zone.ts';

/** So many that every target ends within the days that are searched. */
export const MAX_HOLIDAYS = 200;

const TIME = 'Enter times like 08:00.';
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, TIME)
  .transform((text) => Number(text.slice(0, 2)) + Number(text.slice(3)) / 60);

const DATES = 'Enter holidays as dates like 2026-12-25, one a line.';
const holidays = z
  .string()
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))].sort())
  .pipe(z.array(z.iso.date(DATES)).max(MAX_HOLIDAYS, `Enter ${MAX_HOLIDAYS} holidays at most.`));

const timeZone = z.string().trim().refine(isTimeZone, 'Enter a time zone like Europe/Berlin.');

/** Working hours as a form states them: `day0` (Sunday) to `day6` are there if they are checked. */
export const workingHoursForm = z
  .object({
    ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [`day${day}`, z.string().optional()])),
    from: time,
    to: time,
    timeZone,
    holidays,
  })
  .transform(({ from, to, timeZone, holidays, ...checked }): WorkingHours => {
    const names = Object.entries(checked).flatMap(([name, value]) => (value === undefined ? [] : name));
    const days = [0, 1, 2, 3, 4, 5, 6].filter((day) => names.includes(`day${day}`));
    return { days, from, to, timeZone, holidays };
  })
  .refine(({ days }) => days.length > 0, 'Choose one day at least.')
  .refine(({ from, to }) => to - from >= 1, 'Work ends one hour after it begins at least.');

const stored = z.object({
  days: z.array(z.int().min(0).max(6)).min(1),
  from: z.number().min(0),
  to: z.number().max(24),
  timeZone,
  holidays: z.array(z.iso.date()),
});

/** Stored working hours; the default if there are none or this server does not know their time zone. */
export function readWorkingHours(given: unknown): WorkingHours {
  const parsed = stored.safeParse(given);
  return parsed.success ? parsed.data : OFFICE_HOURS;
}
