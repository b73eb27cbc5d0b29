import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { isNoDate, type Moment } from '#lib/model/time.ts';
import type { OpenedEvent, Outcome } from '#lib/providers/contract.ts';
import { type Fields, isObject, momentOf, textOf } from './read.ts';

/** An event of a known type with the parts that every meaning needs. */
export type ParsedEvent = {
  type: string;
  key: string;
  /**
   * The provider's `timestamp`: when it happened, and all we have for when it was reported. Null where it states none, as systems do
   * that have no empty date: then nothing is dated by it, and the time of its arrival serves for the report.
   */
  at: Moment | null;
  data: Fields;
};

/** Takes the common parts out of an event. Throws `Unreadable` when timestamp or data is missing or malformed. */
export function parseEvent(event: OpenedEvent): ParsedEvent {
  if (!isObject(event.raw)) throw new Unreadable('the event is not an object');
  const { timestamp } = event.raw;
  const at = momentOf(timestamp) ?? null;
  if (!at && !(typeof timestamp === 'string' && isNoDate(timestamp)))
    throw new Unreadable(`${event.type} has no readable timestamp`);
  if (!isObject(event.raw.data)) throw new Unreadable(`${event.type} has no data`);
  return { type: event.type, key: event.key, at, data: event.raw.data };
}

/** The id of what the event is about. Throws `Unreadable` without one. */
export function subjectOf(heard: ParsedEvent): string {
  const id = textOf(heard.data.id);
  if (!id) throw new Unreadable(`${heard.type} does not say whom it is about: data.id is missing`);
  return id;
}

/** When something about money or papers came about, by the event or by what it is about; undefined where neither says. */
export function dateOf({ at, data }: ParsedEvent): Moment | undefined {
  const { deletedAt, updatedAt, paymentDate, createdAt } = data;
  return [at, ...[deletedAt, updatedAt, paymentDate, createdAt].map(momentOf)].find((one) => one) ?? undefined;
}

/** The same for what counts for nothing without a date, as a payment does. Throws `Unreadable` where nothing dates it. */
export function requireDate(heard: ParsedEvent): Moment {
  const moment = dateOf(heard);
  if (!moment) throw new Unreadable(`${heard.type} does not say when it happened`);
  return moment;
}

/** The outcome with these changes; without any, an ignore for the given reason. */
export function outcomeOf(heard: ParsedEvent, changes: Change[], silence: string): Outcome {
  if (changes.length === 0) return { outcome: 'ignore', reason: silence };
  return { outcome: 'changes', reportedAt: heard.at?.at ?? null, changes };
}
