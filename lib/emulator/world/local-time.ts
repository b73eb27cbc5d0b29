export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

function askOffset(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

const byDay = new Map<string, Map<number, number | null>>();

/** Minutes east of UTC in an IANA zone at an instant. Cached per UTC day, because `Intl` is slow. */
export function offsetMinutes(zone: string, at: number): number {
  let days = byDay.get(zone);
  if (!days) {
    days = new Map();
    byDay.set(zone, days);
  }
  const day = Math.floor(at / DAY);
  let offset = days.get(day);
  if (offset === undefined) {
    const first = askOffset(zone, day * DAY);
    offset = first === askOffset(zone, (day + 1) * DAY - 1) ? first : null;
    days.set(day, offset);
  }
  return offset ?? askOffset(zone, at);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** `2026-03-12T14:30:00.000+08:00`: local time of that zone, with its offset. */
export function inZone(at: number, zone: string): string {
  const offset = offsetMinutes(zone, at);
  const size = Math.abs(offset);
  const clock = new Date(at + offset * MINUTE).toISOString().slice(0, 23);
  return `${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The local day in that zone, `YYYY-MM-DD`. */
export function dayInZone(at: number, zone: string): string {
  return new Date(at + offsetMinutes(zone, at) * MINUTE).toISOString().slice(0, 10);
}

/** Noon, or another hour, in local time of that zone on the day of the instant. */
export function atHour(at: number, zone: string, hour: number): number {
  const offset = offsetMinutes(zone, at) * MINUTE;
  const midnight = Math.floor((at + offset) / DAY) * DAY;
  const guess = midnight + hour * HOUR - offset;
  return midnight + hour * HOUR - offsetMinutes(zone, guess) * MINUTE;
}

/** `2026-03-12T06:30:00.000Z` */
export function utc(at: number): string {
  return new Date(at).toISOString();
}
