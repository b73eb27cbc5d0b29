import { AS_WRITTEN } from './as-written.ts';
import type { WorkingHours } from './working-hours.ts';

/** `Mon, Tue 08:30 to 17:00 Europe/Berlin, 2 holidays`. */
export function workingHoursText(
  { days, from, to, timeZone, holidays }: WorkingHours,
  { t, counted } = AS_WRITTEN,
): string {
  const hours = t('{days} {from} to {until} {timeZone}', {
    days: days.map((day) => t(WEEKDAYS[day] ?? '')).join(', '),
    from: clockOf(from),
    until: clockOf(to),
    timeZone,
  });
  if (holidays.length === 0) return hours;
  return counted(holidays.length, '{hours}, {n} holiday', '{hours}, {n} holidays', { hours });
}

export const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** An hour of the day, 8.5, as `08:30`. */
export function clockOf(hour: number): string {
  const minutes = Math.round(hour * 60);
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
