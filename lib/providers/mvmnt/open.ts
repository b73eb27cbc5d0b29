import { hash } from 'node:crypto';
import { messageOf, TooManyEvents, Unreadable } from '#lib/errors.ts';
import { cleanText } from '#lib/model/clean-text.ts';
import { isStorable, storable } from '#lib/model/storable-json.ts';
import { canonical } from '../canonical.ts';
import type { OpenedEvent } from '../contract.ts';
import { isObject, textOf } from './read.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(body: Uint8Array): { value: unknown; asItIs: boolean } {
  try {
    const text = utf8.decode(body);
    return { value: JSON.parse(text), asItIs: isStorable(text) };
  } catch (thrown) {
    throw new Unreadable(`the body is not JSON in UTF-8: ${messageOf(thrown)}`);
  }
}

/** The elements of the envelope. One event sent bare, without the envelope around it, is taken as a batch of one. */
function elements(body: unknown): readonly unknown[] {
  if (!isObject(body)) throw new Unreadable('the body is not an object');
  if (body.events === undefined && typeof body.event === 'string') return [body];
  if (!Array.isArray(body.events)) throw new Unreadable('the body has no list of events');
  if (body.events.length === 0) throw new Unreadable('the list of events is empty');
  return body.events;
}

const digest = (value: unknown) => hash('sha256', canonical(value)).slice(0, 32);
/** The digest alone identifies; these parts are for the eye, so they may lose what a key should not hold. */
const readable = (value: unknown) => (textOf(value) ?? '').replace(/[^\w.:+-]/g, '').slice(0, 64);

/**
 * No id comes with an event, so its content is its identity: name, timestamp, data and diff. What a retry may change
 * (when it was sent, its place in the batch) stays out. An element without data lacks these parts and counts whole.
 */
function keyOf(type: string, element: unknown): string {
  if (!isObject(element) || type === '') return `malformed:${digest(element)}`;
  const { timestamp, data } = element;
  const content = isObject(data) ? [type, timestamp ?? null, data, element.diff ?? null] : element;
  const id = isObject(data) ? data.id : undefined;
  return `${readable(type)}:${readable(id)}:${readable(timestamp)}:${digest(content)}`;
}

/** The key is made of what was sent; what is read is what can be stored of it. */
function openElement(element: unknown, asItIs: boolean): OpenedEvent {
  const sent = isObject(element) && typeof element.event === 'string' ? element.event : '';
  const key = keyOf(sent, element);
  return asItIs ? { key, type: sent, raw: element } : { key, type: cleanText(sent), raw: storable(element) };
}

/**
 * Takes the events out of a delivery. An element that is no event stays in, without a type, for `normalise` to refuse
 * alone: its sisters are good.
 */
export function open(body: Uint8Array, limit = Number.POSITIVE_INFINITY): OpenedEvent[] {
  const { value, asItIs } = parse(body);
  const found = elements(value);
  if (found.length > limit) throw new TooManyEvents(found.length, limit);
  return found.map((element) => openElement(element, asItIs));
}
