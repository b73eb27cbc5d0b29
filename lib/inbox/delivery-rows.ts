import { hash } from 'node:crypto';
import { eventId } from '#lib/model/identity.ts';

/** A delivery that passed verification, and what it holds. */
export type Incoming = {
  provider: string;
  source: 'webhook' | 'reconcile';
  receivedAt: string;
  remote: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** Key and type of each event, in the order of the body; `byId` as in the provider's contract. */
  events: readonly { key: string; type: string; byId?: true }[];
  /** Why the body cannot be read; such a delivery holds one event, a dead letter from the start. */
  malformed?: string;
};

/** The row of a delivery as its insert takes it. */
export function deliveryRow(
  { provider, source, receivedAt, remote, headers, body, events, malformed }: Incoming,
  id: string,
) {
  return {
    id,
    provider,
    source,
    received: receivedAt,
    remote: storable(remote),
    headers: storableHeaders(headers),
    ...bodyOf(body),
    bytes: body.byteLength,
    events: events.length,
    error: malformed === undefined ? null : storable(malformed),
  };
}

/** Characters of names and values of headers that are kept of a delivery. */
const MAX_HEADERS = 16_384;

/** Headers that concern one connection only (RFC 9110, section 7.6.1), and the length, which is kept as `bytes`. */
const NOT_KEPT = new Set(['connection', 'content-length', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding']);

function storableHeaders(headers: Incoming['headers']): Record<string, string> {
  const kept: Record<string, string> = Object.create(null);
  let room = MAX_HEADERS;
  for (const name in headers) {
    if (NOT_KEPT.has(name)) continue;
    const value = headers[name] ?? '';
    room -= name.length + value.length;
    if (room < 0) break;
    kept[storable(name)] = storable(value);
  }
  return kept;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 travels as text, which is quicker; bytes that are not UTF-8, or hold a NUL, travel as base64. */
export function bodyOf(body: Uint8Array): { text: string } | { base64: string } {
  try {
    const text = decoder.decode(body);
    if (!text.includes('\0')) return { text };
  } catch {
    // Not UTF-8: falls through to the form that carries any bytes.
  }
  return { base64: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64') };
}

/** The rows of a delivery's events as their insert takes them. */
export function eventRows({ provider, receivedAt, events, malformed }: Incoming, delivery: string) {
  return events.map(({ key, type }, position) => ({
    id: eventId(provider, storableKey(key)),
    provider,
    key: storableKey(key),
    type: storable(type),
    delivery,
    position,
    state: malformed === undefined ? 'pending' : 'dead_letter',
    reason: malformed === undefined ? null : storable(malformed),
    received: receivedAt,
  }));
}

/** 128 bits of the SHA-256 of bytes: equal digests mean equal bytes. */
export function digestOf(body: Uint8Array | string): string {
  return hash('sha256', body, 'base64url').slice(0, 22);
}

/** A key of any length, short enough for an index and still its own. */
export function storableKey(key: string): string {
  if (key.length <= 500 && storable(key) === key) return key;
  return `${storable(key).slice(0, 400)}…${hash('sha256', key)}`;
}

/** Text as PostgreSQL can hold it: no NUL, no half of a surrogate pair, and short enough for an index. */
export function storable(text: string): string {
  if (text.length <= 2_000 && text.isWellFormed() && !text.includes('\0')) return text;
  return text.replaceAll('\0', '\uFFFD').toWellFormed().slice(0, 2_000);
}
