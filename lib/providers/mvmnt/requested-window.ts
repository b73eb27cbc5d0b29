import { dayAfter } from '#lib/model/free-days.ts';
import { isPlaceholder } from '#lib/model/placeholder.ts';
import { dayOf as dayText, type Moment } from '#lib/model/time.ts';
import { dayOf, type Fields, momentOf, textOf } from './read.ts';

/** `08:00`, `8:00`, `0800`, `08:00:00`, `8 AM`, `8:00 p.m.`, and with an offset. A date before it repeats that of the stop. */
const CLOCK =
  /^(?:\d{4}-\d{2}-\d{2}[T ])?(\d{1,2})(?::?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?m?\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** A date with a time and an offset names an instant of its own, which may be on another day at the stop. */
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ].*(?:Z|[+-]\d{2}:?\d{2})$/i;

const SECONDS = /:\d{2}:\d{2}/;
/** A range, or an hour with its offset, which only another hour with one tells apart. */
const EITHER = /^\d{1,2}:?\d{2}\s*-\s*\d{2}:?\d{2}$/;
/** A text with more characters names no hour. */
const MAX_LENGTH = 60;
/** Both hours in one text: `08:00-16:00`, `8 AM to 4 PM`, `0800/1600`. */
const RANGE = /^(.+?)\s*(?:-|\u2013|\u2014|\/|\bto\b|\buntil\b)\s*(.+)$/i;

/**
 * When a truck is requested at a stop: hours, or days where no hours are stated. `words`: what stands in the place of hours and names none,
 * as `FCFS` or `By appt`; null if the hours name themselves or are stated to be none, undefined if nothing is stated.
 */
export type RequestedWindow = { days: Moment; hours: Moment | undefined; words: string | null | undefined };

/**
 * The requested window of a stop of an order. Its hours are on the clock of the stop: the provider states no time zone. Only a first hour
 * is an appointment; only a last one is a window from the beginning of the first day; a last one before the first is on the next day.
 */
export function requestedWindow(stop: Fields): RequestedWindow | undefined {
  const stated = dayOf(stop.requestedEndDate);
  const first = dayOf(stop.requestedStartDate) ?? stated;
  if (!first) return undefined;
  const from = dayText(first);
  const last = stated ? dayText(stated) : from;
  const to = last > from ? last : from;
  const days = (to > from && momentOf(`${from}/${to}`)) || first;
  const written = [stop.requestedStartTime, stop.requestedEndTime];
  const [begin, end] = rangeOf(written) ?? [stop.requestedStartTime, stop.requestedEndTime];
  const hours = hoursOf([begin, end], from, to, stated !== undefined);
  return { days, hours, words: wordsOf([begin, end], hours) };
}

/**
 * The two hours of a range in the first field, or in both. Where another hour stands in the last field what looks like one is an offset:
 * `08:00-05:00`, `12:00-05:00`.
 */
function rangeOf([first, last]: readonly unknown[]): [string, string] | undefined {
  const [text, other] = [textOf(first) ?? textOf(last), textOf(last)];
  if (text === undefined || text.length > MAX_LENGTH || INSTANT.test(text)) return undefined;
  const [, begin = '', end = ''] = RANGE.exec(text) ?? [];
  const to = clockOf(end);
  const another = other === undefined || other === text ? undefined : clockOf(other);
  if (to === undefined || (another !== undefined && another !== to)) return undefined;
  const from = beginOf(begin, end, to);
  const isOffset = SECONDS.test(begin) && !SECONDS.test(end);
  return from !== undefined && from < to && !isOffset ? [from, to] : undefined;
}

/** The first hour of a range. Half of the day may be named once for both: `1:00-5:00 PM`, but `8:00-4:00 PM`. */
function beginOf(begin: string, end: string, to: string): string | undefined {
  const [half] = /[ap]\.?m?\.?$/i.exec(end) ?? [];
  const shared = half && clockOf(begin + half);
  return shared && shared < to ? shared : clockOf(begin);
}

/** The texts in the places of hours that are none, as they are shown: hyphens are read as blanks there. */
function wordsOf(written: readonly unknown[], hours: Moment | undefined): string | null | undefined {
  const texts = new Set(written.flatMap((hour) => textOf(hour) ?? []).filter((text) => !isPlaceholder(text)));
  const words = [...texts].filter(
    (text) => hours === undefined || (clockOf(text) === undefined && !INSTANT.test(text)),
  );
  if (texts.size === 0 || words.every((text) => clockOf(text) === '00:00'))
    return hours || written.some((hour) => hour !== undefined) ? null : undefined;
  return words.join(', ').replaceAll('-', '\u2013').slice(0, MAX_WORDS).toWellFormed();
}

/** Characters of them that are kept. */
const MAX_WORDS = 80;

function hoursOf(written: [unknown, unknown], from: string, to: string, isEndStated: boolean): Moment | undefined {
  const instants = instantsOf(...written);
  if (instants) return momentOf(instants);
  const [begin, end] = [clockOf(written[0]), clockOf(written[1])];
  const offsets = [begin, end].filter((clock) => clock !== undefined && clock.length > 'hh:mm'.length).length;
  if (begin && end && offsets === 1 && written.some((hour) => EITHER.test(textOf(hour) ?? ''))) return undefined;
  // Midnight twice is how systems without an empty time state that there is none.
  if ((!begin && !end) || (begin === end && begin === '00:00')) return undefined;
  const only = end === undefined || end === begin;
  if (only && from === to) return momentOf(`${from}T${begin}`);
  const isOvernight = !isEndStated && begin !== undefined && end !== undefined && end < begin;
  const until = isOvernight ? dayAfter(to, 1) : to;
  return momentOf(`${from}T${begin ?? '00:00'}/${until}T${end ?? '24:00'}`);
}

/** The instant or the two instants that the hours name by themselves, as text. */
function instantsOf(...hours: readonly [unknown, unknown]): string | undefined {
  const texts = hours.flatMap((hour) => textOf(hour) ?? []);
  if (texts.length === 0 || !texts.every((text) => INSTANT.test(text))) return undefined;
  return [...new Set(texts)].join('/');
}

function clockOf(value: unknown): string | undefined {
  const text = textOf(value) ?? '';
  const match = text.length > MAX_LENGTH ? null : CLOCK.exec(text);
  if (!match) return undefined;
  const [, hour = '', minute, half, offset = ''] = match;
  if (minute === undefined && half === undefined) return undefined;
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
  return `${String(hours).padStart(2, '0')}:${minute ?? '00'}${offset}`;
}
