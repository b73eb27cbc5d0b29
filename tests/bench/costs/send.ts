import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { SECRETS } from '#tests/support/server.ts';

/** Sends bodies as Flexport would, `concurrency` at a time, each when one before is answered. */
export async function sendAll(url: string, bodies: Iterable<string>, concurrency: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const left = bodies[Symbol.iterator]();
  const sendNext = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await postUntilStored(agent, url, next.value);
  };
  await Promise.all(Array.from({ length: concurrency }, sendNext));
  agent.destroy();
}

/** Sends bodies at a rate that may change with the time since the start, whatever happens to earlier ones. Seconds. */
export async function sendAt(
  url: string,
  bodyOf: (number: number) => string,
  { rateAt, seconds }: { rateAt: (time: number) => number; seconds: number },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const under = new Set<Promise<void>>();
  const begun = performance.now();
  let due = 0;
  let sent = 0;
  for (let before = 0; before < seconds; ) {
    const time = Math.min(seconds, (performance.now() - begun) / 1_000);
    due += rateAt(before) * (time - before);
    before = time;
    for (; sent < Math.floor(due); sent += 1) {
      const done = postUntilStored(agent, url, bodyOf(sent)).finally(() => under.delete(done));
      under.add(done);
    }
    await sleep(5);
  }
  await Promise.all(under);
  agent.destroy();
  return sent;
}

/** After so long a webhook that was answered 503 is sent again: its `Retry-After`. */
const RETRY_AFTER_MS = 5_000;

/** Sends a webhook, and again while it is answered 503. Throws for any other answer but 200. */
async function postUntilStored(agent: Agent, url: string, body: string): Promise<void> {
  for (;;) {
    const status = await post(agent, url, body);
    if (status === 200) return;
    if (status !== 503) throw new Error(`A webhook was answered ${status}`);
    await sleep(RETRY_AFTER_MS);
  }
}

function post(agent: Agent, url: string, body: string): Promise<number> {
  const digest = createHmac('sha256', SECRETS.flexport[0]).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-hub-signature-256': `sha256=${digest}`,
  };
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/api/webhooks/flexport`, { agent, method: 'POST', headers }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sending.once('error', reject);
    sending.end(body);
  });
}
