import { dayOf, type Moment } from '#lib/model/time.ts';
import { onClockOf, zoneOffset } from '#lib/model/zone.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUTE = 60_000;

/**
 * `12 Mar 2026 14:30 +08:00` on the clock of the place, `12 Mar 2026 06:30 UTC` where that is unknown, `12 Mar 2026` for a day.
 */
export function momentText(moment: Moment, timeZone: string | null): string {
  if (moment.precision === 'day') return dayText(dayOf(moment));
  const { at, offset } = onClockOf(moment, timeZone);
  const instant = Date.parse(at);
  const shift = (timeZone === null ? null : zoneOffset(timeZone, instant)) ?? millisecondsOf(offset) ?? 0;
  const local = new Date(instant + shift).toISOString();
  const zone = offset === null ? '(time zone unknown)' : shift === 0 && !timeZone ? 'UTC' : offsetText(shift / MINUTE);
  return `${dayText(local)} ${local.slice(11, 16)} ${zone}`;
}

function dayText(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

function millisecondsOf(offset: string | null): number | null {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset ?? '');
  if (!match) return null;
  const size = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * MINUTE;
  return match[1] === '-' ? -size : size;
}

function offsetText(minutes: number): string {
  const size = Math.abs(Math.round(minutes));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
