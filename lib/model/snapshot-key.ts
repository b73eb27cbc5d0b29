/** How the key of an event begins that is a snapshot of the provider's API. */
export const SNAPSHOT_PREFIX = 'snapshot:';

/** The key of the event of an object as the provider's API stated it at an instant, ISO 8601 UTC; the same page read again gives it again. */
export function snapshotKey(kind: string, id: string, askedAt: string): string {
  return `${SNAPSHOT_PREFIX}${kind}:${id}:${askedAt}`;
}

/** Whether an event is a snapshot of the provider's API, by its key. */
export function isSnapshotKey(key: string): boolean {
  return key.startsWith(SNAPSHOT_PREFIX);
}
