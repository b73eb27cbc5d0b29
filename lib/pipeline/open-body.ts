import { messageOf, TooManyEvents, Unreadable } from '#lib/errors.ts';
import { unreadableKey } from '#lib/inbox/headers.ts';
import { log } from '#lib/log.ts';
import type { Provider } from '#lib/providers/contract.ts';

/**
 * Events of one delivery at most. One of 1 MiB holds some 500 events that say something; with 5,000 tiny ones, reading the keys
 * keeps the gateway busy for about 50 ms, which is what the others can wait.
 */
export const MAX_EVENTS_PER_DELIVERY = 5_000;

/** The events of a body, in its order; `malformed` says why it cannot be read, and `tooMany` why it is refused. */
export type OpenedBody =
  | { events: { key: string; type: string; byId?: true }[]; malformed?: string }
  | { tooMany: string };

/** Takes the events out of a body. One that cannot be read is kept as one event that can be replayed when it can. Never throws. */
export function openBody(provider: Provider, body: Uint8Array): OpenedBody {
  try {
    return { events: provider.open(body, MAX_EVENTS_PER_DELIVERY) };
  } catch (thrown) {
    if (thrown instanceof TooManyEvents) return { tooMany: thrown.message };
    if (!(thrown instanceof Unreadable)) log.error({ err: thrown, provider: provider.name }, 'opening a body failed');
    return { events: [{ key: unreadableKey(body), type: '' }], malformed: messageOf(thrown) };
  }
}
