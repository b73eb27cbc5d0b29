import type { Moment } from './time.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A zone, and its offset on each UTC day that was asked for; null on a day on which its clocks change. */
type Zone = { format: Intl.DateTimeFormat; days: Map<number, number | null> };

const zones = new Map<string, Zone | null>();
/** Time zones and days in the cache at most: their names and dates come from outside. */
const MAX_ZONES = 1_000;
const MAX_DAYS = 2_000;

/**
 * The offset of an IANA time zone from UTC at an instant, milliseconds; null for an unknown zone. Formatting takes some microseconds
 * and a projection asks many times, so the offset of a day without a change of clocks is cached.
 */
export function zoneOffset(timeZone: string, at: number): number | null {
  const zone = zoneNamed(timeZone);
  if (!zone) return null;
  const day = Math.floor(at / DAY);
  const known = zone.days.get(day);
  if (known !== undefined) return known ?? readOffset(zone.format, at);
  const [start, end] = [readOffset(zone.format, day * DAY), readOffset(zone.format, (day + 1) * DAY)];
  if (zone.days.size >= MAX_DAYS) zone.days.clear();
  zone.days.set(day, start === end ? start : null);
  return start === end ? start : readOffset(zone.format, at);
}

/** Whether a name is that of an IANA time zone. */
export function isTimeZone(name: string): boolean {
  return zoneNamed(name) !== null;
}

function readOffset(format: Intl.DateTimeFormat, at: number): number | null {
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name);
  if (!match) return null;
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const size = Number(hours) * 60 * MINUTE + Number(minutes) * MINUTE + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

function zoneNamed(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (zones.size >= MAX_ZONES) zones.clear();
  const format = newFormat(name);
  const zone = format && { format, days: new Map() };
  zones.set(name, zone);
  return zone;
}

function newFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
}

/**
 * The instant of a local time in a zone, milliseconds; `clock` is the local time as if it were UTC. An hour that occurs twice
 * when clocks go back is the first; one that is skipped when they go forward is read with the offset before the change. Null for
 * an unknown zone.
 */
export function instantInZone(timeZone: string, clock: number): number | null {
  const [before, after] = [zoneOffset(timeZone, clock - DAY), zoneOffset(timeZone, clock + DAY)];
  if (before === null || after === null) return null;
  if (before === after || zoneOffset(timeZone, clock - before) === before) return clock - before;
  return zoneOffset(timeZone, clock - after) === after ? clock - after : clock - before;
}

/**
 * A moment at a place with a known time zone: a time without an offset is local time there and gets its offset. `text` stays as
 * the source wrote it.
 */
export function onClockOf(moment: Moment, timeZone: string | null | undefined): Moment {
  if (!timeZone || moment.precision !== 'time' || moment.offset !== null) return moment;
  const clock = Date.parse(moment.at);
  const instant = instantInZone(timeZone, clock);
  if (instant === null) return moment;
  return { ...moment, at: new Date(instant).toISOString(), offset: offsetText(clock - instant) };
}

/** An offset from UTC in milliseconds as `+08:00`. */
function offsetText(offset: number): string {
  const size = Math.abs(Math.round(offset / MINUTE));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
