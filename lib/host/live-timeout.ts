import type { IncomingMessage } from 'node:http';

/** Long after a live stream was due to beat, in milliseconds. */
const WRITE_TIMEOUT_MS = 45_000;

/**
 * Closes the connection of a live stream on which nothing could be written for a while. The stream itself ends when its client
 * falls behind, but its buffered data would keep the connection open while the client does not read.
 */
export function limitLiveConnection({ url, socket }: IncomingMessage, stuckMs = WRITE_TIMEOUT_MS): void {
  if (url?.startsWith('/api/live')) socket.setTimeout(stuckMs);
}
