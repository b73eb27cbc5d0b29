import { setTimeout as sleep } from 'node:timers/promises';
import type { EmulatedDelivery } from '#lib/emulator/world/index.ts';
import type { ProviderName } from '#lib/emulator/world/shipment-timeline.ts';
import { HttpClient } from './http-client.ts';

export type Secrets = Record<ProviderName, string>;

export type DeliverOptions = {
  /** `http://localhost:3000`; bodies go to `/api/webhooks/<provider>` under it. */
  baseUrl: string;
  secrets: Secrets;
  /** Requests in flight at once; 1 keeps the order. Default 16. */
  concurrency?: number;
  /** Retries of a delivery that was not answered 2xx. Default 4. */
  retries?: number;
  /** Milliseconds before the first retry; each later one waits three times as long. Default 200. */
  backoffMs?: number;
  signal?: AbortSignal;
  /** Called after each delivery, with the status of its last response; 0 if there was none. */
  onDelivered?: (delivery: EmulatedDelivery, status: number) => void;
};

export type DeliveryCounts = {
  /** Deliveries answered 2xx. */
  delivered: number;
  /** Deliveries that failed after all retries. */
  failed: number;
  /** Repeated requests. */
  retried: number;
  /** All responses by status; `network` if there was none. */
  answers: Record<string, number>;
};

/** A 401 is final: a wrong signature stays wrong. Providers would retry it, which would only take time here. */
const final = (status: number) => (status >= 200 && status < 300) || status === 401;

class Sender {
  readonly counts: DeliveryCounts = { delivered: 0, failed: 0, retried: 0, answers: {} };
  readonly #options: DeliverOptions;
  readonly #client: HttpClient;

  constructor(options: DeliverOptions, client: HttpClient) {
    this.#options = options;
    this.#client = client;
  }

  async #attempt(delivery: EmulatedDelivery): Promise<number> {
    const { secrets, signal } = this.#options;
    const headers = delivery.sign(secrets[delivery.provider]);
    const path = `/api/webhooks/${delivery.provider}`;
    const status = await this.#client.post(path, delivery.body, headers, signal).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 0 && signal?.aborted) return 0;
    const name = status === 0 ? 'network' : String(status);
    this.counts.answers[name] = (this.counts.answers[name] ?? 0) + 1;
    return status;
  }

  async deliver(delivery: EmulatedDelivery): Promise<void> {
    const { retries = 4, backoffMs = 200, signal, onDelivered } = this.#options;
    let status = await this.#attempt(delivery);
    for (let tries = 0; tries < retries && !final(status) && !signal?.aborted; tries++) {
      await sleep(backoffMs * 3 ** tries, undefined, signal ? { signal } : {}).catch(() => {});
      if (signal?.aborted) break;
      this.counts.retried++;
      status = await this.#attempt(delivery);
    }
    if (status >= 200 && status < 300) this.counts.delivered++;
    else if (!signal?.aborted) this.counts.failed++;
    onDelivered?.(delivery, status);
  }
}

/**
 * Posts deliveries as a provider would: several at once, retried if not answered 2xx. Starts no more of them when
 * the signal aborts. Never throws because of a response.
 */
export async function deliverAll(
  deliveries: Iterable<EmulatedDelivery> | AsyncIterable<EmulatedDelivery>,
  options: DeliverOptions,
): Promise<DeliveryCounts> {
  const { concurrency = 16, signal } = options;
  const client = new HttpClient(options.baseUrl, concurrency);
  const sender = new Sender(options, client);
  const underway = new Set<Promise<void>>();
  try {
    for await (const delivery of deliveries) {
      if (signal?.aborted) break;
      const sent: Promise<void> = sender.deliver(delivery).finally(() => underway.delete(sent));
      underway.add(sent);
      if (underway.size >= concurrency) await Promise.race(underway);
    }
    await Promise.all(underway);
  } finally {
    client.close();
  }
  return sender.counts;
}
