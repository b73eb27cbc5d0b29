import { messageOf, TooManyEvents, Unreadable } from '#lib/errors.ts';
import { unreadableKey } from '#lib/inbox/headers.ts';
import { log } from '#lib/log.ts';
import type { Provider } from '#lib/providers/contract.ts';
import type { Arrival } from './arrival.ts';

/**
 * Maximum of events of one delivery. A body of 1 MiB holds about 500 ordinary events. With 5,000 tiny ones, reading the keys blocks
 * the gateway for about 50 ms, which is acceptable for other webhooks.
 */
export const MAX_EVENTS_PER_DELIVERY = 5_000;

/** The events of a body, in its order; else why it is not stored: the status, the sentence for the sender, and the reason that is counted. */
export type OpenedBody =
  | { events: { key: string; type: string; byId?: true }[]; malformed?: string }
  | { refused: 413 | 415; detail: string; reason: string };

/** No provider is known to compress, and a small compressed body can expand without limit. */
const COMPRESSED = 'Compressed bodies are not accepted; send it without content-encoding';

/** Parses the events of a body. A malformed body becomes one event, which can be replayed after a correction. Never throws. */
export function openBody(provider: Provider, { headers, body }: Pick<Arrival, 'headers' | 'body'>): OpenedBody {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') return { refused: 415, detail: COMPRESSED, reason: COMPRESSED };
  try {
    const events = provider.open(body, MAX_EVENTS_PER_DELIVERY);
    // Keys are derived when they are read, which may throw.
    return { events: events.map(({ key, type, byId }) => (byId ? { key, type, byId } : { key, type })) };
  } catch (thrown) {
    if (thrown instanceof TooManyEvents) return { refused: 413, detail: thrown.message, reason: TOO_MANY };
    if (!(thrown instanceof Unreadable)) log.error({ err: thrown, provider: provider.name }, 'opening a body failed');
    return { events: [{ key: unreadableKey(body), type: '' }], malformed: messageOf(thrown) };
  }
}

/** The same for every number of events, since reasons are counted. */
const TOO_MANY = `more than ${MAX_EVENTS_PER_DELIVERY.toLocaleString('en-US')} events in one delivery`;
