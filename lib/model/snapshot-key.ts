/** The prefix of the idempotency keys of API snapshots. */
export const SNAPSHOT_PREFIX = 'snapshot:';

/** The idempotency key of an API snapshot; `requestedAt` is the time of the response, ISO 8601 UTC. The same page gives the same key. */
export function snapshotKey(kind: string, id: string, requestedAt: string): string {
  return `${SNAPSHOT_PREFIX}${kind}:${id}:${requestedAt}`;
}

/** Whether an event is an API snapshot, by its key. */
export function isSnapshotKey(key: string): boolean {
  return key.startsWith(SNAPSHOT_PREFIX);
}
