import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that one connection may send ahead of their answers. No browser and no sender of webhooks sends more than one. */
const MAX_UNANSWERED = 8;

/**
 * `request`: the one that came last; `answering`: how many of its requests are not answered yet; `since`: when it was opened or
 * last answered, counted in answers to anybody.
 */
type Connection = { request: IncomingMessage | null; answering: number; since: number };

/**
 * Bounds the open connections of a server. Beyond the limit one is closed: first the oldest that has not sent a whole request
 * yet or does not read its answer, then the one that has been idle for the longest, and only where all others wait for an answer
 * the newest. An honest sender is done sending within moments, so strangers who hold connections keep nobody else out. One that
 * sends many requests ahead of their answers is closed too: all that stands in its buffer would be answered before anybody else.
 * Returns how many are open. The handler of requests has to leave alone those whose connection is closed by then.
 */
export function limitConnections(server: Server, limit: number): () => number {
  const open = new Map<Socket, Connection>();
  let answers = 0;
  server.on('connection', (socket) => {
    open.set(socket, { request: null, answering: 0, since: answers });
    socket.once('close', () => open.delete(socket));
    if (open.size > limit) (leastMissed(open, socket) ?? socket).destroy();
  });
  server.prependListener('request', (request, response) => {
    const connection = open.get(request.socket);
    if (!connection) return;
    connection.request = request;
    connection.answering += 1;
    if (connection.answering > MAX_UNANSWERED) request.socket.destroy();
    response.on('close', () => {
      answers += 1;
      connection.answering -= 1;
      connection.since = answers;
    });
  });
  return () => open.size;
}

function leastMissed(open: ReadonlyMap<Socket, Connection>, newest: Socket): Socket | undefined {
  let stalled: Candidate | undefined;
  let idle: Candidate | undefined;
  for (const [socket, { request, answering, since }] of open) {
    if (socket === newest) continue;
    if (!request?.complete || socket.writableLength > 0) stalled = earlier(stalled, { socket, since });
    else if (answering === 0) idle = earlier(idle, { socket, since });
  }
  return (stalled ?? idle)?.socket;
}

type Candidate = { socket: Socket; since: number };

const earlier = (one: Candidate | undefined, other: Candidate) => (one && one.since <= other.since ? one : other);
