import { dayAfter } from '#lib/model/free-days.ts';
import { dayOf as dayText, type Moment } from '#lib/model/time.ts';
import { dayOf, type Fields, momentOf, textOf } from './read.ts';

/** `08:00`, `8:00`, `0800`, `08:00:00`, `8 AM`, `8:00 p.m.`, and with an offset. A date before it repeats that of the stop. */
const CLOCK =
  /^(?:\d{4}-\d{2}-\d{2}[T ])?(\d{1,2})(?::?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?m?\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** A date with a time and an offset names an instant of its own, which may be on another day at the stop. */
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ].*(?:Z|[+-]\d{2}:?\d{2})$/i;

/** When a truck is requested at a stop: hours, or days where no hours are stated. */
export type RequestedWindow = { days: Moment; hours: Moment | undefined };

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
  return { days, hours: hoursOf(stop, from, to, stated !== undefined) };
}

function hoursOf(stop: Fields, from: string, to: string, isEndStated: boolean): Moment | undefined {
  const instants = instantsOf(stop.requestedStartTime, stop.requestedEndTime);
  if (instants) return momentOf(instants);
  const [begin, end] = [clockOf(stop.requestedStartTime), clockOf(stop.requestedEndTime)];
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
  const match = CLOCK.exec(textOf(value) ?? '');
  if (!match) return undefined;
  const [, hour = '', minute, half, offset = ''] = match;
  if (minute === undefined && half === undefined) return undefined;
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
  return `${String(hours).padStart(2, '0')}:${minute ?? '00'}${offset}`;
}
