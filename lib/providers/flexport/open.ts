import { hash } from 'node:crypto';
import { Unreadable } from '#lib/errors.ts';
import { cleanText } from '#lib/model/clean-text.ts';
import { isStorable, storable } from '#lib/model/storable-json.ts';
import type { OpenedEvent } from '../contract.ts';
import { type Fields, isObject } from './read.ts';

/** Drops a byte order mark, which some senders put before the JSON, and refuses broken sequences. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Control characters, which no event name or id has and no database keeps. */
const CONTROL = /\p{Cc}/u;

/**
 * Whether a body is of the documented form and not of the short one that some senders of this provider's events use: a
 * bare `{ id?, type, data }` with ids as text and its times inside `data`.
 */
export function isDocumentedForm(raw: Fields): boolean {
  return raw._object === '/event' || (typeof raw.type === 'string' && raw.type.startsWith('/'));
}

/** Takes the one event out of a body. Without a usable id it is known by its exact bytes. */
export function open(body: Uint8Array): OpenedEvent[] {
  const text = decode(body);
  const raw = parse(text);
  if (!isObject(raw)) throw new Unreadable('the body is not a JSON object');
  const { data } = raw;
  if (typeof raw.type === 'string' && CONTROL.test(raw.type))
    throw new Unreadable('the type of the event holds control characters');
  const type = typeof raw.type === 'string' ? cleanText(raw.type) : '';
  if (type.trim() === '') throw new Unreadable('the event names no type');
  if (!isObject(data)) throw new Unreadable('the event has no data object');
  // The key is made of what was sent; what is read is what can be stored of it.
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

/** The forms count their ids separately. */
function keyOf(raw: Fields, id: string): string {
  return isDocumentedForm(raw) ? id : `brief:${id}`;
}

/** An id as text. A number too large to be held exactly would be shared by its neighbours, so it is none. */
function idOf(id: unknown): string | undefined {
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : undefined;
  const text = typeof id === 'string' ? id.toWellFormed().trim() : '';
  return text === '' || CONTROL.test(text) ? undefined : text;
}
