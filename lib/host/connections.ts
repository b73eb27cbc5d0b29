import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Maximum of unanswered requests on one connection (HTTP pipelining). Browsers and senders of webhooks send one at a time. */
const MAX_UNANSWERED = 8;

/**
 * `request`: the latest one; `answering`: how many of its requests are unanswered; `since`: when it was opened or last answered,
 * as a count of all answers.
 */
type Connection = { request: IncomingMessage | null; answering: number; since: number };

/**
 * Limits the open connections of a server. Beyond the limit one is closed: first the oldest that has not sent a whole request or
 * does not read its answer, then the one that has been idle longest, and the newest only if all others wait for an answer.
 * Ordinary senders finish within moments, so connections that are held open do not block others. A connection with too many
 * pipelined requests is closed too: its buffered requests would be answered before those of others. Returns how many are open.
 * The request handler must ignore requests whose connection is closed by then.
 */
export function limitConnections(server: Server, limit: number): () => number {
  const open = new Map<Socket, Connection>();
  let answers = 0;
  server.on('connection', (socket) => {
    open.set(socket, { request: null, answering: 0, since: answers });
    socket.once('close', () => open.delete(socket));
    if (open.size > limit) (connectionToClose(open, socket) ?? socket).destroy();
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

function connectionToClose(open: ReadonlyMap<Socket, Connection>, newest: Socket): Socket | undefined {
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
