import type { IncomingMessage } from 'node:http';

/** Three heartbeats of a live stream, in milliseconds. */
const STUCK_MS = 45_000;

/**
 * Drops the connection of a live stream on which nothing could be written for a while. The stream itself ends when its reader
 * falls behind, but what was handed to the connection before would hold the connection for as long as the reader likes.
 */
export function limitLiveConnection({ url, socket }: IncomingMessage, stuckMs = STUCK_MS): void {
  if (url?.startsWith('/api/live')) socket.setTimeout(stuckMs);
}
