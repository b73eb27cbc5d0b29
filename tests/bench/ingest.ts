import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '#db/embedded.ts';
import { type Load, post, SECRET } from './load.ts';

export const TARGETS = ['bare', 'limit', 'lane', 'next', 'express'] as const;
export type Target = (typeof TARGETS)[number];
export type IngestResult = Load & { target: Target; atRate: Load };

/** The rate at which latencies are compared, in requests a second. */
export const RATE = 1_000;

/** Measures one way to receive: as much as it can take, then its latency at a fixed rate. */
export async function measure(target: Target, databaseUrl: string, seconds: number): Promise<IngestResult> {
  const port = await freePort();
  const server = await launch(target, port, databaseUrl);
  const url = `http://127.0.0.1:${port}/api/webhooks/flexport`;
  try {
    const connections = 128;
    await post({ url, from: 1_000_000, seconds: 2, connections, ahead: 60_000 });
    const full = await post({ url, from: 2_000_000, seconds, connections, ahead: 20_000 * seconds });
    const atRate = await post({
      url,
      from: 9_000_000,
      seconds,
      connections: 16,
      rate: RATE,
      ahead: RATE * (seconds + 1),
    });
    return { target, ...full, atRate };
  } finally {
    server.kill('SIGKILL');
  }
}

function launch(target: Target, port: number, databaseUrl: string): Promise<ChildProcess> {
  const script = target === 'next' ? '../support/route-door.ts' : `targets/${target}.ts`;
  const child = fork(join(import.meta.dirname, script), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      FLEXPORT_WEBHOOK_SECRET: SECRET,
      LOG_LEVEL: 'error',
    },
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`${target} ended with ${code}`)));
  });
}
