import { hash } from 'node:crypto';
import { eventId } from '#lib/model/identity.ts';

/** A verified delivery and its events. */
export type Incoming = {
  provider: string;
  source: 'webhook' | 'reconcile';
  receivedAt: string;
  remote: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** Key and type of each event, in the order of the body; `byId` as in the provider's contract. */
  events: readonly { key: string; type: string; byId?: true }[];
  /** Why the body is malformed; such a delivery has one event, a dead letter from the start. */
  malformed?: string;
};

/** The row of a delivery, as the insert expects it. */
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

/** Characters of header names and values that are stored of a delivery. */
const MAX_HEADER_CHARACTERS = 16_384;

/** Headers that concern one connection only (RFC 9110, section 7.6.1), and the length, which is kept as `bytes`. */
const NOT_KEPT = new Set(['connection', 'content-length', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding']);

function storableHeaders(headers: Incoming['headers']): Record<string, string> {
  const kept: Record<string, string> = Object.create(null);
  let room = MAX_HEADER_CHARACTERS;
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

/** UTF-8 is sent to the database as text, which is faster; other bytes, and those with a NUL, as base64. */
export function bodyOf(body: Uint8Array): { text: string } | { base64: string } {
  try {
    const text = decoder.decode(body);
    if (!text.includes('\0')) return { text };
  } catch {
    // Not UTF-8: sent as base64 below.
  }
  return { base64: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64') };
}

/** The rows of a delivery's events, as the insert expects them. */
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

/** A key, shortened for the index if it is long, and still unique. */
export function storableKey(key: string): string {
  if (key.length <= 500 && storable(key) === key) return key;
  return `${storable(key).slice(0, 400)}…${hash('sha256', key)}`;
}

/** Text that PostgreSQL can store: without NUL and unpaired surrogates, and short enough for an index. */
export function storable(text: string): string {
  if (text.length <= 2_000 && text.isWellFormed() && !text.includes('\0')) return text;
  return text.replaceAll('\0', '\uFFFD').toWellFormed().slice(0, 2_000);
}
