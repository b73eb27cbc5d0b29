import { hash } from 'node:crypto';
import { messageOf, TooManyEvents, Unreadable } from '#lib/errors.ts';
import { cleanText } from '#lib/model/clean-text.ts';
import { isStorable, storable } from '#lib/model/storable-json.ts';
import { canonical, checkDepth } from '../canonical.ts';
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

/** The elements of the envelope. A single event without an envelope counts as a batch of one. */
function elements(body: unknown): readonly unknown[] {
  if (!isObject(body)) throw new Unreadable('the body is not an object');
  if (body.events === undefined && typeof body.event === 'string') return [body];
  if (!Array.isArray(body.events)) throw new Unreadable('the body has no list of events');
  if (body.events.length === 0) throw new Unreadable('the list of events is empty');
  return body.events;
}

const digest = (value: unknown) => hash('sha256', canonical(value)).slice(0, 32);
/** Only the digest identifies the event; these parts make the key readable, and may be shortened. */
const readable = (value: unknown) => (textOf(value) ?? '').replace(/[^\w.:+-]/g, '').slice(0, 64);

/**
 * Events have no id, so the key is a digest of their content: name, timestamp, data and diff. What a retry may change (the send
 * time, the position in the batch) is left out. Of an element without data the whole content counts.
 */
function keyOf(type: string, element: unknown): string {
  if (!isObject(element) || type === '') return `malformed:${digest(element)}`;
  const { timestamp, data } = element;
  const content = isObject(data) ? [type, timestamp ?? null, data, element.diff ?? null] : element;
  const id = isObject(data) ? data.id : undefined;
  return `${readable(type)}:${readable(id)}:${readable(timestamp)}:${digest(content)}`;
}

/**
 * The key is derived from the sent content, when it is read: whoever processes some events of a large body needs the keys of those at
 * most. The parsed event contains only what can be stored.
 */
function openElement(element: unknown, asItIs: boolean): OpenedEvent {
  const sent = isObject(element) && typeof element.event === 'string' ? element.event : '';
  checkDepth(element);
  let key: string | undefined;
  return {
    get key() {
      key ??= keyOf(sent, element);
      return key;
    },
    type: asItIs ? sent : cleanText(sent),
    raw: asItIs ? element : storable(element),
  };
}

/**
 * Parses the events of a delivery. An element that is no event is kept without a type, so that `normalise` rejects it and the
 * others are processed.
 */
export function open(body: Uint8Array, limit = Number.POSITIVE_INFINITY): OpenedEvent[] {
  const { value, asItIs } = parse(body);
  const found = elements(value);
  if (found.length > limit) throw new TooManyEvents(found.length, limit);
  return found.map((element) => openElement(element, asItIs));
}
