import type { Moment } from './time.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const formats = new Map<string, Intl.DateTimeFormat | null>();
/** Time zones in the cache at most: their names come from outside. */
const MAX_FORMATS = 1_000;

/** The offset of an IANA time zone from UTC at an instant, milliseconds; null for an unknown zone. */
export function zoneOffset(timeZone: string, at: number): number | null {
  const format = formatOf(timeZone);
  if (!format) return null;
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name);
  if (!match) return null;
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const size = Number(hours) * 60 * MINUTE + Number(minutes) * MINUTE + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  if (formats.size >= MAX_FORMATS) formats.clear();
  const fresh = newFormat(timeZone);
  formats.set(timeZone, fresh);
  return fresh;
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
