import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { isNoDate, type Moment } from '#lib/model/time.ts';
import type { OpenedEvent, Outcome } from '#lib/providers/contract.ts';
import { type Fields, isObject, momentOf, textOf } from './read.ts';

/** A parsed event with the parts that every mapping needs. */
export type ParsedEvent = {
  type: string;
  key: string;
  /**
   * The provider's `timestamp`: when it happened, and also when it was reported, since there is no other time. Null if the provider
   * states that there is no date; then the event has no time of its own and counts as reported when it was received.
   */
  at: Moment | null;
  data: Fields;
};

/** Parses the common parts of an event. Throws `Unreadable` if timestamp or data is missing or malformed. */
export function parseEvent(event: OpenedEvent): ParsedEvent {
  if (!isObject(event.raw)) throw new Unreadable('the event is not an object');
  const { timestamp } = event.raw;
  const at = momentOf(timestamp) ?? null;
  if (!at && !(typeof timestamp === 'string' && isNoDate(timestamp)))
    throw new Unreadable(`${event.type} has no readable timestamp`);
  if (!isObject(event.raw.data)) throw new Unreadable(`${event.type} has no data`);
  return { type: event.type, key: event.key, at, data: event.raw.data };
}

/** The id of the object of the event. Throws `Unreadable` without one. */
export function subjectOf(parsed: ParsedEvent): string {
  const id = textOf(parsed.data.id);
  if (!id) throw new Unreadable(`${parsed.type}: data.id is missing`);
  return id;
}

/** The date of an event about a record: its own, else that of the record; undefined if neither states one. */
export function dateOf({ at, data }: ParsedEvent): Moment | undefined {
  const { deletedAt, updatedAt, paymentDate, createdAt } = data;
  return [at, ...[deletedAt, updatedAt, paymentDate, createdAt].map(momentOf)].find((one) => one) ?? undefined;
}

/** Like `dateOf`, for payments and removals, which need a date. Throws `Unreadable` without one. */
export function requireDate(parsed: ParsedEvent): Moment {
  const moment = dateOf(parsed);
  if (!moment) throw new Unreadable(`${parsed.type} has no date`);
  return moment;
}

/** The outcome with these changes; without any, `ignore` with the given reason. */
export function outcomeOf(parsed: ParsedEvent, changes: Change[], reason: string): Outcome {
  if (changes.length === 0) return { outcome: 'ignore', reason };
  return { outcome: 'changes', reportedAt: parsed.at?.at ?? null, changes };
}
