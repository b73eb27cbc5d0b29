import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** The results of the valid webhooks. Milliseconds. */
export type GoodResult = { sent: number; keys: string[]; latencies: number[]; failures: Map<string, number> };

export type GoodOptions = {
  url: string;
  perSecond: number;
  secret: string;
  token: string;
  signal: AbortSignal;
  /** One in this many Flexport shipments is named `poison…`; by default none. */
  poisonEach?: number;
};

/** The shortest timeout of a provider, milliseconds. */
const WITHIN_MS = 5_000;

/** The events of a shipment, in order. */
const STEPS = {
  flexport: ['departed', 'arrived'],
  mvmnt: ['SHIPMENT_BOOKED', 'SHIPMENT_IN_TRANSIT', 'SHIPMENT_DELIVERED'],
} as const;

type Webhook = { path: string; headers: Record<string, string>; body: string; key: string };

/**
 * Sends different valid webhooks of both providers at a fixed rate, whatever happens to earlier ones: a slow response does not
 * slow the sender, as it would not slow a provider. No webhook is sent twice.
 */
export async function sendGood({
  url,
  perSecond,
  secret,
  token,
  signal,
  poisonEach,
}: GoodOptions): Promise<GoodResult> {
  const run = randomUUID();
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const result: GoodResult = { sent: 0, keys: [], latencies: [], failures: new Map() };
  const under = new Set<Promise<void>>();
  const begun = performance.now();
  while (!signal.aborted) {
    const due = Math.floor(((performance.now() - begun) / 1_000) * perSecond);
    for (; result.sent < due; result.sent += 1) {
      const webhook =
        result.sent % 2 === 0 ? flexport(run, result.sent, { secret, poisonEach }) : mvmnt(result.sent, token);
      const done = deliver(agent, url, webhook, result).finally(() => under.delete(done));
      under.add(done);
    }
    await sleep(5);
  }
  await Promise.all(under);
  agent.destroy();
  return result;
}

async function deliver(agent: Agent, url: string, webhook: Webhook, result: GoodResult): Promise<void> {
  const at = performance.now();
  let outcome = await post(agent, url, webhook);
  // A keep-alive connection may be closed just when it is used; HTTP clients then open another.
  if (outcome === 'reset') outcome = await post(agent, url, webhook);
  const latency = performance.now() - at;
  if (outcome === '200' && latency <= WITHIN_MS) {
    result.keys.push(webhook.key);
    result.latencies.push(latency);
  } else result.failures.set(outcome, (result.failures.get(outcome) ?? 0) + 1);
}

/** The status, `timeout`, `reset` for a keep-alive connection that was closed before any response, or the error code. */
function post(agent: Agent, url: string, { path, headers, body }: Webhook): Promise<string> {
  return new Promise((resolve) => {
    const sending = request(
      `${url}${path}`,
      { agent, method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, timeout: WITHIN_MS },
      (response) => {
        response.resume();
        response.once('end', () => resolve(String(response.statusCode)));
        response.once('error', () => resolve('cut'));
      },
    );
    sending.once('timeout', () => sending.destroy(new Error('timeout')));
    sending.once('error', (error: NodeJS.ErrnoException) => {
      if (sending.reusedSocket && error.code === 'ECONNRESET') resolve('reset');
      else resolve(error.code ?? error.message);
    });
    sending.end(body);
  });
}

/** Two events per shipment, so that existing entities are updated. */
function flexport(
  run: string,
  number: number,
  { secret, poisonEach }: { secret: string; poisonEach: number | undefined },
): Webhook {
  const step = STEPS.flexport[Math.floor(number / 2) % 2];
  const shipment = Math.floor(number / 4);
  const kind = poisonEach !== undefined && shipment % poisonEach === 1 ? 'poison' : 'good';
  const id = `${kind}-${run}-${number}`;
  const body = JSON.stringify({
    id,
    type: 'shipment.milestone',
    data: {
      shipment_id: `${kind}-${run}-${shipment}`,
      milestone: step,
      occurred_at: new Date(Date.now() - 3_600_000).toISOString(),
      location: { name: 'Shanghai', country: 'CN' },
    },
  });
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  return {
    path: '/api/webhooks/flexport',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${digest}` },
    body,
    key: id,
  };
}

function mvmnt(number: number, token: string): Webhook {
  const id = randomUUID();
  const at = new Date().toISOString();
  const event = STEPS.mvmnt[Math.floor(number / 2) % 3] ?? STEPS.mvmnt[0];
  const data = { id, friendlyId: `SHP-${number}`, key: `PO-${number}` };
  const body = JSON.stringify({ sentAt: at, events: [{ event, timestamp: at, data }] });
  return {
    path: '/api/webhooks/mvmnt',
    headers: { 'content-type': 'application/json', 'x-api-key': token },
    body,
    key: id,
  };
}
