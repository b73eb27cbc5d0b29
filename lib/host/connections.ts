import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that one connection may send ahead of their answers. No browser and no sender of webhooks sends more than one. */
const MAX_UNANSWERED = 8;

/** `request`: the one that came last; `answering`: how many of its requests are not answered yet. */
type Connection = { request: IncomingMessage | null; answering: number };

/**
 * Bounds the open connections of a server. Beyond the limit one is closed: first the oldest that has not sent a whole request
 * yet or does not read its answer, then the one that has been idle for the longest, and only where all others wait for an answer
 * the newest. An honest sender is done sending within moments, so strangers who hold connections keep nobody else out. One that
 * sends many requests ahead of their answers is closed too: all that stands in its buffer would be answered before anybody else.
 * Returns how many are open. The handler of requests has to leave alone those whose connection is closed by then.
 */
export function limitConnections(server: Server, limit: number): () => number {
  // In the order in which they were opened or last answered.
  const open = new Map<Socket, Connection>();
  server.on('connection', (socket) => {
    open.set(socket, { request: null, answering: 0 });
    socket.once('close', () => open.delete(socket));
    if (open.size > limit) (leastMissed(open, socket) ?? socket).destroy();
  });
  server.prependListener('request', (request, response) => {
    const connection = open.get(request.socket);
    if (!connection) return;
    connection.request = request;
    connection.answering += 1;
    if (connection.answering > MAX_UNANSWERED) request.socket.destroy();
    response.once('close', () => {
      connection.answering -= 1;
      if (open.delete(request.socket) && !request.socket.destroyed) open.set(request.socket, connection);
    });
  });
  return () => open.size;
}

function leastMissed(open: ReadonlyMap<Socket, Connection>, newest: Socket): Socket | undefined {
  let idle: Socket | undefined;
  for (const [socket, { request, answering }] of open) {
    if (socket === newest) continue;
    if (!request?.complete || socket.writableLength > 0) return socket;
    if (answering === 0) idle ??= socket;
  }
  return idle;
}
