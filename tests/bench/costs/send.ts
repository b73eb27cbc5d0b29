import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { SECRETS } from '#tests/support/server.ts';

/** Sends bodies as Flexport would, `concurrency` at a time, each when one before is answered. Throws for any answer but 200. */
export async function sendAll(url: string, bodies: Iterable<string>, concurrency: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const left = bodies[Symbol.iterator]();
  const sendNext = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await post(agent, url, next.value);
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
      const done = post(agent, url, bodyOf(sent)).finally(() => under.delete(done));
      under.add(done);
    }
    await sleep(5);
  }
  await Promise.all(under);
  agent.destroy();
  return sent;
}

function post(agent: Agent, url: string, body: string): Promise<void> {
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
      response.once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`A webhook was answered ${response.statusCode}`));
      });
    });
    sending.once('error', reject);
    sending.end(body);
  });
}
