import { execFileSync, spawn } from 'node:child_process';
import { createClient } from '@redis/client';
import { freePort } from '#db/embedded.ts';
import { PATIENCE_MS } from './await.ts';

export type RedisServer = {
  url: string;
  /** How many hints of a queue were completed and failed, and why they failed. */
  hints(queue: string): Promise<{ completed: number; failed: number; reasons: string[] }>;
  /** Deletes everything. */
  flush(): Promise<void>;
  /** Stops and continues the process, which keeps its connections open meanwhile. */
  pause(): void;
  resume(): void;
  /** Sends SIGKILL and waits for the end. */
  kill(): Promise<void>;
};

/** The installed programs that speak the protocol of Redis; Redis is installed from Debian packages if it is missing. */
export function redisPrograms(): string[] {
  if (!isInstalled('redis-server')) execFileSync('apt-get', ['install', '-y', 'redis-server'], { stdio: 'ignore' });
  return ['redis-server', 'valkey-server'].filter(isInstalled);
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export type RedisServerOptions = { program?: string; port?: number; policy?: string };

/** Starts a Redis without persistence and waits until it answers. End it with `kill`. */
export async function startRedis({
  program,
  port,
  policy = 'noeviction',
}: RedisServerOptions = {}): Promise<RedisServer> {
  const chosen = port ?? (await freePort());
  const settings = ['--port', String(chosen), '--save', '', '--bind', '127.0.0.1', '--maxmemory-policy', policy];
  const child = spawn(program ?? redisPrograms()[0] ?? '', settings, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `redis://127.0.0.1:${chosen}`;
  const client = createClient({ url, socket: { reconnectStrategy: () => 50 } });
  client.on('error', () => {});
  const connecting = client.connect();
  await Promise.race([connecting, timeout(PATIENCE_MS)]);
  return {
    url,
    async hints(queue) {
      const ids = async (state: string) => {
        const [key] = await client.keys(`*:${queue}:${state}`);
        return key ? (await client.zRange(key, 0, -1)).map((id) => key.replace(/[^:]+$/, id)) : [];
      };
      const [completed, failed] = [await ids('completed'), await ids('failed')];
      const reasons = await Promise.all(failed.map(async (key) => (await client.hGet(key, 'failedReason')) ?? ''));
      return { completed: completed.length, failed: failed.length, reasons };
    },
    flush: async () => void (await client.flushAll()),
    pause: () => process.kill(child.pid ?? 0, 'SIGSTOP'),
    resume: () => process.kill(child.pid ?? 0, 'SIGCONT'),
    async kill() {
      if (client.isOpen) client.destroy();
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function timeout(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('Redis did not start')), milliseconds).unref();
  });
}
