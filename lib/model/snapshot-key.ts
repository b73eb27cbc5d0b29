const PREFIX = 'snapshot:';

/** The key of the event of an object as the provider's API stated it at an instant, ISO 8601 UTC; the same page read again gives it again. */
export function snapshotKey(kind: string, id: string, askedAt: string): string {
  return `${PREFIX}${kind}:${id}:${askedAt}`;
}

/** Whether an event is a snapshot of the provider's API, by its key. */
export function isSnapshotKey(key: string): boolean {
  return key.startsWith(PREFIX);
}
