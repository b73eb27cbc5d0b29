import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ByteBudget } from './byte-budget.ts';

export type ReadAheadOptions = {
  /** The budget of unread bytes of all answers. */
  budget: ByteBudget;
  /** Maximum of unread bytes of this answer. */
  maxBufferedBytes: number;
};

/**
 * Passes an answer on, and buffers up to `maxBufferedBytes` ahead of its client, so that a slow client does not keep the pages busy. If
 * all answers together exceed the budget, the oldest unread one is closed.
 */
export function readAhead(
  answer: IncomingMessage,
  response: ServerResponse,
  { budget, maxBufferedBytes }: ReadAheadOptions,
): void {
  const cut = () => void response.destroy();
  const lease = budget.lease(cut);
  let unread = 0;
  const wasRead = (bytes: number) => {
    unread -= bytes;
    lease.remove(bytes);
    if (unread < maxBufferedBytes) answer.resume();
  };
  answer.on('data', (chunk: Buffer) => {
    if (!lease.add(chunk.length)) return cut();
    unread += chunk.length;
    response.write(chunk, () => wasRead(chunk.length));
    if (unread >= maxBufferedBytes) answer.pause();
  });
  answer.once('end', () => response.end());
  answer.once('error', cut);
  response.once('close', () => {
    lease.release();
    answer.destroy();
  });
}
