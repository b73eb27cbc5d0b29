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
  /** Tries after the first one that was not answered 2xx. Default 4. */
  retries?: number;
  /** Milliseconds before the first retry; each later one waits three times as long. Default 200. */
  backoffMs?: number;
  signal?: AbortSignal;
  /** Called after each delivery, with the status of its last answer; 0 when there was none. */
  onDelivered?: (delivery: EmulatedDelivery, status: number) => void;
};

export type DeliveryCounts = {
  /** Deliveries answered 2xx. */
  delivered: number;
  /** Deliveries given up. */
  failed: number;
  /** Repeated requests. */
  retried: number;
  /** Every answer by its status; `network` where there was none. */
  answers: Record<string, number>;
};

/** A wrong signature stays wrong, so a 401 is not tried again. A provider would; it would only cost time here. */
const final = (status: number) => (status >= 200 && status < 300) || status === 401;

class Courier {
  readonly counts: DeliveryCounts = { delivered: 0, failed: 0, retried: 0, answers: {} };
  readonly #options: DeliverOptions;
  readonly #poster: HttpClient;

  constructor(options: DeliverOptions, poster: HttpClient) {
    this.#options = options;
    this.#poster = poster;
  }

  async #attempt(delivery: EmulatedDelivery): Promise<number> {
    const { secrets, signal } = this.#options;
    const headers = delivery.sign(secrets[delivery.provider]);
    const path = `/api/webhooks/${delivery.provider}`;
    const status = await this.#poster.post(path, delivery.body, headers, signal).then(
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
 * Posts deliveries in turn, as a provider would: several at once, again when not answered 2xx. Stops taking more when
 * the signal aborts. Never throws for what the server does.
 */
export async function deliverAll(
  deliveries: Iterable<EmulatedDelivery> | AsyncIterable<EmulatedDelivery>,
  options: DeliverOptions,
): Promise<DeliveryCounts> {
  const { concurrency = 16, signal } = options;
  const poster = new HttpClient(options.baseUrl, concurrency);
  const courier = new Courier(options, poster);
  const underway = new Set<Promise<void>>();
  try {
    for await (const delivery of deliveries) {
      if (signal?.aborted) break;
      const sent: Promise<void> = courier.deliver(delivery).finally(() => underway.delete(sent));
      underway.add(sent);
      if (underway.size >= concurrency) await Promise.race(underway);
    }
    await Promise.all(underway);
  } finally {
    poster.close();
  }
  return courier.counts;
}
