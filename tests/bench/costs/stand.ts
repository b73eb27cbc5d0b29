import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql, type Sql } from '#db/client.ts';
import { freePort, startEmbedded } from '#db/embedded.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { SECRETS, type Server, startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { cpuOf, cpuOfPostgres } from './cpu.ts';
import { readScheduled, type Scheduled } from './scheduled.ts';

/** CPU seconds so far, by who used them. `at`: the time, seconds. */
export type Used = { gateway: number; worker: number; postgres: number; sender: number; at: number };

/** A running gateway, without pages beside it, and `npm run worker`, on a database of their own. */
export type Stand = {
  url: string;
  sql: Sql;
  used(): Used;
  /** For how long its processes and the sender have run and have waited for a core. */
  scheduled(): Scheduled;
  /** Stops the worker's processor time; what it waits for waits. */
  holdWorker(): void;
  releaseWorker(): void;
  /** Kills the worker. */
  killWorker(): Promise<void>;
  /** Starts it again, and waits until it works. */
  startWorker(): Promise<void>;
  /** Waits until no event is pending. */
  whenProcessed(): Promise<void>;
  stop(): Promise<void>;
};

/** A cluster, and stands on it one after the other. */
export async function openStands() {
  const dataDir = temporaryFolder();
  const cluster = await startEmbedded({ dataDir, settings: ['track_wal_io_timing=on', 'max_connections=200'] });
  return {
    open: (name: string) => openStand(cluster, name),
    async stop() {
      await cluster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openStand(cluster: Awaited<ReturnType<typeof startEmbedded>>, name: string): Promise<Stand> {
  const admin = openSql(cluster.url, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const databaseUrl = databaseOf(cluster.url, name);
  await prepare(databaseUrl);
  const sql = openSql(databaseUrl, { max: 2 });
  const gateway = await startGateway(databaseUrl);
  const startWorker = () => startServer({ databaseUrl, flags: ['--worker'], until: 'worker' });
  let worker: Server = await startWorker();
  /** CPU seconds of workers that were killed. */
  let ended = 0;
  return {
    url: gateway.url,
    sql,
    used() {
      const { user, system } = process.cpuUsage();
      return {
        gateway: cpuOf(gateway.pid),
        worker: ended + cpuOf(worker.pid),
        postgres: cpuOfPostgres(cluster.pid()),
        sender: (user + system) / 1e6,
        at: performance.now() / 1_000,
      };
    },
    scheduled: () => readScheduled([gateway.pid, worker.pid, cluster.pid(), process.pid]),
    holdWorker: () => process.kill(worker.pid, 'SIGSTOP'),
    releaseWorker: () => process.kill(worker.pid, 'SIGCONT'),
    async killWorker() {
      ended += cpuOf(worker.pid);
      await worker.kill();
    },
    async startWorker() {
      worker = await startWorker();
    },
    async whenProcessed() {
      while ((await sql`select from events where state = 'pending' limit 1`).length > 0) await sleep(100);
    },
    async stop() {
      await worker.stop();
      await gateway.stop();
      await sql.end();
    },
  };
}

/** The gateway of `npm run web`, in a process of its own. */
async function startGateway(databaseUrl: string): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const port = await freePort();
  const child = fork(join(import.meta.dirname, '../targets/listener.ts'), {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      FLEXPORT_WEBHOOK_SECRET: SECRETS.flexport.join(','),
      LOG_LEVEL: 'error',
    },
  });
  await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** The difference of two readings. */
export function since(before: Used, after: Used): Used {
  const names = Object.keys(after) as (keyof Used)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Used;
}

/** The processor and the number of cores. */
export const machineWords = () => `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores`;
