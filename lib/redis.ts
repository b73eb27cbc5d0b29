import { createClient } from '@redis/client';
import { messageOf } from './errors.ts';
import { log } from './log.ts';

export type Redis = ReturnType<typeof openRedis>;

export type RedisOptions = {
  /** What it means that Redis cannot be reached, for the log: once for each outage. */
  consequence: string;
  /** Whether a command fails at once while Redis is away; otherwise it waits. */
  failsFast: boolean;
};

/** Opens a client that connects in the background, and again after each loss, for ever. Close it with `destroy`. */
export function openRedis(url: string, { consequence, failsFast }: RedisOptions) {
  const client = createClient({
    url,
    disableOfflineQueue: failsFast,
    socket: { connectTimeout: 2_000, reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 2_000) },
  });
  let warned = false;
  client.on('error', (error: unknown) => {
    if (!warned) log.warn({ reason: messageOf(error) }, `Redis cannot be reached; ${consequence}`);
    warned = true;
  });
  client.on('ready', () => {
    warned = false;
  });
  return client;
}
