import { dayOf, type Moment } from '#lib/model/time.ts';
import { windowEnd } from '#lib/model/time-window.ts';
import { onClockOf, zoneOffset } from '#lib/model/zone.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUTE = 60_000;

/**
 * `12 Mar 2026 14:30 +08:00` on the clock of the place, `12 Mar 2026 06:30 UTC` where that is unknown, `12 Mar 2026` for a day;
 * `12 Mar 2026 08:00 – 12:00 -06:00` for a window.
 */
export function momentText(moment: Moment, timeZone: string | null): string {
  const end = windowEnd(moment, timeZone);
  const [from, to] = [moment, end].map((one) => readLocal(one, timeZone)) as [Local, Local];
  const until = to.day === from.day ? to.clock : [to.day, to.clock].filter(Boolean).join(' ');
  return [from.day, from.clock, ...(end === moment ? [] : ['–', until]), from.zone].filter(Boolean).join(' ');
}

type Local = { day: string; clock?: string; zone?: string };

function readLocal(moment: Moment, timeZone: string | null): Local {
  if (moment.precision === 'day') return { day: dayText(dayOf(moment)) };
  const { at, offset } = onClockOf(moment, timeZone);
  const instant = Date.parse(at);
  const shift = (timeZone === null ? null : zoneOffset(timeZone, instant)) ?? millisecondsOf(offset) ?? 0;
  const local = new Date(instant + shift).toISOString();
  const zone = offset === null ? '(time zone unknown)' : shift === 0 && !timeZone ? 'UTC' : offsetText(shift / MINUTE);
  return { day: dayText(local), clock: local.slice(11, 16), zone };
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
