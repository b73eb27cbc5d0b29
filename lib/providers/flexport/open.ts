import { hash } from 'node:crypto';
import { Unreadable } from '#lib/errors.ts';
import { cleanText } from '#lib/model/clean-text.ts';
import { isStorable, storable } from '#lib/model/storable-json.ts';
import type { OpenedEvent } from '../contract.ts';
import { type Fields, isObject } from './read.ts';

/** Removes a byte order mark, which some senders add, and rejects invalid sequences. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Control characters, which no event name or id contains and PostgreSQL cannot store. */
const CONTROL = /\p{Cc}/u;

/**
 * Whether a body is of the documented form, and not of the compact one that some senders use: a bare `{ id?, type, data }` with
 * ids as text and times inside `data`.
 */
export function isDocumentedForm(raw: Fields): boolean {
  return raw._object === '/event' || (typeof raw.type === 'string' && raw.type.startsWith('/'));
}

/** Parses the one event of a body. Without a usable id it is identified by its exact bytes. */
export function open(body: Uint8Array): OpenedEvent[] {
  const text = decode(body);
  const raw = parse(text);
  if (!isObject(raw)) throw new Unreadable('the body is not a JSON object');
  const { data } = raw;
  if (typeof raw.type === 'string' && CONTROL.test(raw.type))
    throw new Unreadable('the type of the event holds control characters');
  const type = typeof raw.type === 'string' ? cleanText(raw.type) : '';
  if (type.trim() === '') throw new Unreadable('the event has no type');
  if (!isObject(data)) throw new Unreadable('the event has no data object');
  // The key is derived from the sent bytes; the parsed event contains only what can be stored.
  const read = isStorable(text) ? raw : storable(raw);
  const id = idOf(raw.id);
  if (id === undefined) return [{ key: `sha256:${hash('sha256', body)}`, type, raw: read }];
  return [{ key: keyOf(raw, id), type, raw: read, byId: true }];
}

function decode(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new Unreadable('the body is not UTF-8 text');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('the body is not JSON');
  }
}

/** Stored keys have this prefix; another one would make old events new. */
const COMPACT_KEY_PREFIX = 'brief:';

/** Events of the two forms have separate ids. */
function keyOf(raw: Fields, id: string): string {
  return isDocumentedForm(raw) ? id : `${COMPACT_KEY_PREFIX}${id}`;
}

/** An id as text. A number that is not exact in JavaScript would collide with others, so it is ignored. */
function idOf(id: unknown): string | undefined {
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : undefined;
  const text = typeof id === 'string' ? id.toWellFormed().trim() : '';
  return text === '' || CONTROL.test(text) ? undefined : text;
}
