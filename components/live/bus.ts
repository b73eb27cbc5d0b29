/**
 * Changes that the server announces: shipments, records and parties by id, or the webhook log. `resync`: messages may have been
 * missed.
 */
export type LiveMessage = { kind: 'subjects'; ids: readonly string[] } | { kind: 'deliveries' } | { kind: 'resync' };

const listeners = new Set<(message: LiveMessage) => void>();

/** A page is rendered a moment before it subscribes; messages of this time concern it too. Milliseconds. */
const MOMENT = 3_000;
let recent: { message: LiveMessage; at: number }[] = [];

/** The messages of that time. */
export function recentMessages(): LiveMessage[] {
  const since = performance.now() - MOMENT;
  recent = recent.filter(({ at }) => at > since);
  return recent.map(({ message }) => message);
}

export function onLive(listener: (message: LiveMessage) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function announce(message: LiveMessage): void {
  recentMessages();
  recent.push({ message, at: performance.now() });
  for (const listener of listeners) listener(message);
}

/** Parses the data of a `change` event; anything invalid means that anything may have changed. */
export function parseChange(data: string): LiveMessage {
  try {
    const { subjects }: { subjects?: unknown } = JSON.parse(data);
    if (Array.isArray(subjects)) {
      return { kind: 'subjects', ids: subjects.filter((id): id is string => typeof id === 'string') };
    }
  } catch {}
  return { kind: 'resync' };
}
