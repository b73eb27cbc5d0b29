import { z } from 'zod';
import { datesIn, holidays } from './holidays.ts';
import type { Mistake } from './mistake.ts';
import { OFFICE_HOURS, type WorkingHours } from './working-hours.ts';
import { isTimeZone } from './zone.ts';

/** The days of the week, by their position in `WorkingHours`. */
export const DAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const TIME = 'Enter times like 08:00.';
const time = z
  .string(TIME)
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, TIME)
  .transform((text) => Number(text.slice(0, 2)) + Number(text.slice(3)) / 60);

const timeZone = z.string().trim().refine(isTimeZone, 'Enter a time zone like Europe/Berlin.');

/** Some of the working hours, which replace those that apply. Times are written like 08:30; work may end at 24:00. */
export const workingHoursBody = z
  .strictObject({
    days: z
      .array(z.enum(DAY_NAMES))
      .min(1, 'Choose one day at least.')
      .transform((names) => DAY_NAMES.flatMap((name, day) => (names.includes(name) ? [day] : [])))
      .describe('The days of the week on which people work.'),
    from: time.describe('When work begins, like `08:00`.'),
    to: time.describe('When work ends, at least one hour later; `24:00` at the latest.'),
    timeZone: timeZone.describe('The IANA time zone of these times.'),
    holidays: holidays.describe('The dates on which nobody works.'),
  })
  .partial();

/** Why working hours are impossible whose fields are valid one by one; null if they are not. */
export function mistakeInHours({ from, to }: WorkingHours): (Mistake & { field: 'to' }) | null {
  return to - from >= 1 ? null : { field: 'to', message: 'Work ends one hour after it begins at least.' };
}

/** Working hours as a form states them: `day0` (Sunday) to `day6` are there if they are checked. */
export const workingHoursForm = z.preprocess(
  fromForm,
  workingHoursBody.required().superRefine((hours, context) => {
    const mistake = mistakeInHours(hours);
    if (mistake) context.addIssue({ code: 'custom', path: [mistake.field], message: mistake.message });
  }),
);

function fromForm(form: unknown): object {
  const entered = new Map(Object.entries(form ?? {}));
  const of = (field: string) => entered.get(field);
  return {
    days: DAY_NAMES.filter((_, day) => of(`day${day}`) !== undefined),
    ...{ from: of('from'), to: of('to'), timeZone: of('timeZone') },
    holidays: datesIn(String(of('holidays') ?? '')),
  };
}

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
