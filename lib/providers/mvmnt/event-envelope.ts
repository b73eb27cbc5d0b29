import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import type { Moment } from '#lib/model/time.ts';
import type { OpenedEvent, Outcome } from '#lib/providers/contract.ts';
import { type Fields, isObject, momentOf, textOf } from './read.ts';

/** A parsed event with the parts that every mapping needs. */
export type ParsedEvent = {
  type: string;
  key: string;
  /** The provider's `timestamp`: when it happened, and the only time for when it was reported. */
  at: Moment;
  data: Fields;
};

/** Parses the common parts of an event. Throws `Unreadable` if timestamp or data is missing or malformed. */
export function parseEvent(event: OpenedEvent): ParsedEvent {
  if (!isObject(event.raw)) throw new Unreadable('the event is not an object');
  const at = momentOf(event.raw.timestamp);
  if (!at) throw new Unreadable(`${event.type} has no readable timestamp`);
  if (!isObject(event.raw.data)) throw new Unreadable(`${event.type} has no data`);
  return { type: event.type, key: event.key, at, data: event.raw.data };
}

/** The id of what the event is about. Throws `Unreadable` without one. */
export function subjectOf(parsed: ParsedEvent): string {
  const id = textOf(parsed.data.id);
  if (!id) throw new Unreadable(`${parsed.type} does not say whom it is about: data.id is missing`);
  return id;
}

/** The outcome with these changes; without any, `ignore` with the given reason. */
export function outcomeOf(parsed: ParsedEvent, changes: Change[], reason: string): Outcome {
  if (changes.length === 0) return { outcome: 'ignore', reason: reason };
  return { outcome: 'changes', reportedAt: parsed.at.at, changes };
}
