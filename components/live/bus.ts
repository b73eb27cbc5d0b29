/** What the server says became different: shipments, records and parties by id, or the webhook log. `resync`: we may have missed something. */
export type LiveMessage = { kind: 'subjects'; ids: readonly string[] } | { kind: 'deliveries' } | { kind: 'resync' };

const listeners = new Set<(message: LiveMessage) => void>();

/** What a page shows was read a moment before it could listen; messages of that moment concern it too. Milliseconds. */
const MOMENT = 3_000;
let recent: { message: LiveMessage; at: number }[] = [];

/** What was announced in the last moment. */
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

/** Reads the data of a `change` event; anything unreadable counts as "something changed". */
export function parseChange(data: string): LiveMessage {
  try {
    const { subjects }: { subjects?: unknown } = JSON.parse(data);
    if (Array.isArray(subjects)) {
      return { kind: 'subjects', ids: subjects.filter((id): id is string => typeof id === 'string') };
    }
  } catch {}
  return { kind: 'resync' };
}
