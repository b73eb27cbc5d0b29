import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ByteBudget } from './byte-budget.ts';

export type ReadAheadOptions = {
  /** Counts what waits to be read, of all answers together. */
  budget: ByteBudget;
  /** Bytes of this answer that may wait. */
  most: number;
};

/**
 * Passes an answer on and takes it over as quickly as it is made, up to `most` bytes ahead of its reader: a reader that is slow
 * keeps the one who answers busy no longer than a quick one. When all answers together hold too much, the oldest of those
 * that are not read is cut off.
 */
export function readAhead(answer: IncomingMessage, response: ServerResponse, { budget, most }: ReadAheadOptions): void {
  const cut = () => void response.destroy();
  const lease = budget.lease(cut);
  let unread = 0;
  const wasRead = (bytes: number) => {
    unread -= bytes;
    lease.remove(bytes);
    if (unread < most) answer.resume();
  };
  answer.on('data', (chunk: Buffer) => {
    if (!lease.add(chunk.length)) return cut();
    unread += chunk.length;
    response.write(chunk, () => wasRead(chunk.length));
    if (unread >= most) answer.pause();
  });
  answer.once('end', () => response.end());
  answer.once('error', cut);
  response.once('close', () => {
    lease.release();
    answer.destroy();
  });
}
