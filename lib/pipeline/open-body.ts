import { messageOf, TooManyEvents, Unreadable } from '#lib/errors.ts';
import { unreadableKey } from '#lib/inbox/headers.ts';
import { log } from '#lib/log.ts';
import type { Provider } from '#lib/providers/contract.ts';

/**
 * Maximum of events of one delivery. A body of 1 MiB holds about 500 ordinary events. With 5,000 tiny ones, reading the keys blocks
 * the gateway for about 50 ms, which is acceptable for other webhooks.
 */
export const MAX_EVENTS_PER_DELIVERY = 5_000;

/** The events of a body, in its order; else the reason why it is malformed or has too many. */
export type OpenedBody =
  | { events: { key: string; type: string; byId?: true }[]; malformed?: string }
  | { tooMany: string };

/** Parses the events of a body. A malformed body becomes one event, which can be replayed after a correction. Never throws. */
export function openBody(provider: Provider, body: Uint8Array): OpenedBody {
  try {
    const events = provider.open(body, MAX_EVENTS_PER_DELIVERY);
    // Keys are derived when they are read, which may throw.
    return { events: events.map(({ key, type, byId }) => (byId ? { key, type, byId } : { key, type })) };
  } catch (thrown) {
    if (thrown instanceof TooManyEvents) return { tooMany: thrown.message };
    if (!(thrown instanceof Unreadable)) log.error({ err: thrown, provider: provider.name }, 'opening a body failed');
    return { events: [{ key: unreadableKey(body), type: '' }], malformed: messageOf(thrown) };
  }
}
