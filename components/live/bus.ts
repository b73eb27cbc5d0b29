/**
 * Changes that the server announces: of entities by id, or of the webhook log. `resync`: messages may have been
 * missed.
 */
export type LiveMessage = { kind: 'entities'; ids: readonly string[] } | { kind: 'deliveries' } | { kind: 'resync' };

const listeners = new Set<(message: LiveMessage) => void>();

/** A page subscribes shortly after it was rendered; messages of this time apply to it too. */
const RECENT_MS = 3_000;
let recent: { message: LiveMessage; at: number }[] = [];

/** The messages of the last `RECENT_MS`. */
export function recentMessages(): LiveMessage[] {
  const since = performance.now() - RECENT_MS;
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

/** Parses the data of a `change` event, `{ subjects: id[] }`; if invalid, anything may have changed. */
export function parseChange(data: string): LiveMessage {
  try {
    const { subjects }: { subjects?: unknown } = JSON.parse(data);
    if (Array.isArray(subjects)) {
      return { kind: 'entities', ids: subjects.filter((id): id is string => typeof id === 'string') };
    }
  } catch {}
  return { kind: 'resync' };
}
