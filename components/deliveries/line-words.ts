import type { DeliveryLine } from '#db/queries/delivery-list.ts';
import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { spanText } from '../time/format.ts';
import { lagOf } from './lag.ts';

/** The types of the events of a delivery, each once. */
export function typesOf(line: DeliveryLine): string[] {
  return [...new Set(line.contents?.map(([, type]) => type) ?? line.events.map((event) => event.type))];
}

/** The idempotency keys of its events. */
export function keysOf(line: DeliveryLine): string[] {
  return line.contents?.map(([key]) => key) ?? line.events.map((event) => event.key);
}

/** The attempts of the event that had most; null without one. */
export function attemptsOf(line: DeliveryLine): number | null {
  return Math.max(0, ...line.states.map((one) => one.attempts)) || null;
}

/** The time until its last event was settled, in words; null while one is pending. */
export function lagText(line: DeliveryLine, words: Words = ENGLISH): string | null {
  const lag = lagOf(line);
  if (lag === null) return null;
  return lag < 1000 ? words.t('{n} ms', { n: lag }) : spanText(lag, words);
}
