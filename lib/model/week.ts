import { z } from 'zod';
import { dayAfter } from './free-days.ts';

const DAY = 86_400_000;
const FORM = /^([12]\d{3})-W(\d{2})$/;

/** An ISO 8601 week, `2026-W48`: Monday to Sunday; the week with 4 January is the first of its year. */
export const week = z
  .string()
  .regex(FORM, 'must be a week like 2026-W48')
  .refine((text) => weekOf(mondayOf(text)) === text, 'is not a week of its year')
  .optional()
  .describe('The ISO 8601 week, `2026-W48`. Default: the present week in UTC.');

/** The week of a day (YYYY-MM-DD). Throws `RangeError` for an invalid day. */
export function weekOf(day: string): string {
  const thursday = new Date(dayAfter(mondayBefore(day), 3));
  const year = thursday.getUTCFullYear();
  const first = Date.parse(mondayBefore(`${year}-01-04`));
  const number = 1 + Math.floor((thursday.getTime() - first) / (7 * DAY));
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** The seven days of a week, YYYY-MM-DD, from Monday. */
export function daysOfWeek(week: string): string[] {
  const monday = mondayOf(week);
  return Array.from({ length: 7 }, (_, at) => dayAfter(monday, at));
}

/** The week that is some weeks later; earlier if `weeks` is less than 0. */
export function weekAfter(week: string, weeks: number): string {
  return weekOf(dayAfter(mondayOf(week), 7 * weeks));
}

function mondayOf(week: string): string {
  const [, year = '', number = ''] = FORM.exec(week) ?? [];
  return dayAfter(mondayBefore(`${year}-01-04`), 7 * (Number(number) - 1));
}

/** The Monday on or before a day. */
function mondayBefore(day: string): string {
  return dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
}
