import type { WorkingHours } from './working-hours.ts';

/** `Mon, Tue 08:30 to 17:00 Europe/Berlin, 2 holidays`. */
export function workingHoursText({ days, from, to, timeZone, holidays }: WorkingHours): string {
  const names = days.map((day) => WEEKDAYS[day]).join(', ');
  const free = holidays.length === 1 ? '1 holiday' : `${holidays.length} holidays`;
  return `${names} ${clockOf(from)} to ${clockOf(to)} ${timeZone}${holidays.length > 0 ? `, ${free}` : ''}`;
}

export const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** An hour of the day, 8.5, as `08:30`. */
export function clockOf(hour: number): string {
  const minutes = Math.round(hour * 60);
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
