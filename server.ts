/**
 * The self-hosted Fairlead. This process is the gateway: it answers webhooks and health, forwards requests for pages to the process of
 * Next, and supervises the other processes: pages, worker, and PostgreSQL without a `DATABASE_URL`.
 */

import { ensureAppRole, grantAppRole } from '#db/app-role.ts';
import { buildIndexes } from '#db/build-indexes.ts';
import { databaseUrl, openDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { ensureFirstAdmin } from '#lib/auth/first-admin.ts';
import { env, extendEnv } from '#lib/env.ts';
import { Misconfigured, messageOf } from '#lib/errors.ts';
import { MISUSE_CODE, Misuse, readFlags } from '#lib/flags.ts';
import { demoProcess, localSocket, pagesProcess, workerProcess } from '#lib/host/child-processes.ts';
import { type GatewayServer, openGatewayServer } from '#lib/host/gateway-server.ts';
import { buildPages, needsBuild } from '#lib/host/next-app.ts';
import { proxyToPages } from '#lib/host/pages-proxy.ts';
import { print } from '#lib/host/print.ts';
import { releaseStartMemory } from '#lib/host/release-memory.ts';
import { readDotEnv } from '#lib/host/run-command.ts';
import { loadOrCreateSecrets } from '#lib/host/secrets.ts';
import { openShutdown } from '#lib/host/shutdown.ts';
import { superviseDatabase } from '#lib/host/supervised-database.ts';
import { type Supervised, supervise } from '#lib/host/supervisor.ts';
import { jobKinds } from '#lib/inbox/jobs.ts';
import { log } from '#lib/log.ts';
import { RULES_VERSION } from '#lib/model/rebuild.ts';
import { providers } from '#lib/providers/index.ts';
import { installQueue, queueSettings } from '#lib/queue/index.ts';
import { noteRulesOfEmpty } from '#lib/rebuild/state.ts';
import { startTracing } from '#lib/trace/start-tracing.ts';

const ROOT = import.meta.dirname;

const USAGE = `Usage: node server.ts [flags]

  node server.ts            everything
  node server.ts --web      webhooks, pages and REST API; a separate worker processes the events
  node server.ts --worker   the worker, in this process
  node server.ts --dev      everything, with Next's development server
  node server.ts --demo     everything, and an emulated world that sends webhooks
  node server.ts --migrate  only migrates the database, for example for Vercel
  node server.ts --help     print this help`;

/** The steps to run when the process ends, in reverse order. */
const shutdown = openShutdown();

const flag = { type: 'boolean', default: false } as const;

/** Which parts run here. Throws `Misuse` for flags that do not exist or exclude each other. */
function readMode() {
  const options = { web: flag, worker: flag, dev: flag, demo: flag, migrate: flag, help: flag };
  const { values } = readFlags(USAGE, { options });
  const exclusive = (['web', 'worker', 'migrate'] as const).filter((name) => values[name]);
  if (exclusive.length > 1) throw new Misuse(`--${exclusive.join(' and --')} exclude each other\n\n${USAGE}`);
  return values;
}

async function start(): Promise<void> {
  const flags = readMode();
  if (flags.help) {
    print(USAGE);
    return end(0);
  }
  readDotEnv();
  log.level = env().LOG_LEVEL;
  shutdown.add('traces', await startTracing(flags.worker ? 'worker' : 'gateway'));
  const owner = await openStorage(env().DATA_DIR);
  if (flags.migrate) {
    await buildIndexes(owner);
    print('The database is up to date.');
    return end(0);
  }
  await (flags.worker ? workHere() : serve({ worker: !flags.web, dev: flags.dev, demo: flags.demo }));
  buildIndexesMeanwhile(owner);
}

/** Builds what the database lacks after an upgrade, while everything runs. The next start continues what fails or is interrupted. */
function buildIndexesMeanwhile(owner: string): void {
  const stopping = new AbortController();
  shutdown.add('indexes', () => stopping.abort());
  buildIndexes(owner, stopping.signal).catch((thrown: unknown) => {
    if (!stopping.signal.aborted) log.warn({ reason: messageOf(thrown) }, 'an index was not built');
  });
}

/** Runs only the worker, in this process, without a supervisor: systemd or the container runtime must restart it. */
async function workHere(): Promise<void> {
  // Loaded here, since the gateway does not need most of it.
  const [{ runtime }, { openWorkerServer }] = await Promise.all([
    import('#lib/runtime.ts'),
    import('#lib/host/worker-server.ts'),
  ]);
  const running = await runtime();
  shutdown.add('worker', () => running.stop());
  await running.work();
  const port = env().WORKER_PORT;
  if (port) shutdown.add('health', await openWorkerServer(running, port));
  print('The worker runs. Stop it with Ctrl-C.');
}

async function serve(mode: { worker: boolean; dev: boolean; demo: boolean }): Promise<void> {
  const { HOST, PORT } = env();
  const demo = mode.demo
    ? supervise(demoProcess(env().raw), ({ type }) => type === 'reconcile' && worker?.send({ type }))
    : null;
  if (demo) {
    shutdown.add('demo', () => demo.stop());
    extendEnv(await demo.ready);
  }
  const gateway = await openGatewayServer(mode);
  shutdown.add('gateway', () => gateway.stop());
  print(`Receiving webhooks on http://${HOST}:${PORT}/api/webhooks/<provider>`);

  const worker: Supervised | null = mode.worker ? supervise(workerProcess(env().raw)) : null;
  if (worker) {
    shutdown.add('worker', () => worker.stop());
    gateway.watch(worker);
    await worker.ready;
  }
  if (!mode.dev && needsBuild(ROOT)) {
    print('Building the pages; this takes about half a minute, once');
    await buildPages(ROOT);
  }
  await openPages(gateway, { dev: mode.dev, withWorker: mode.worker });
  if (demo) gateway.watch(demo);
  await releaseStartMemory();
  print(`Ready: http://${HOST}:${PORT}`);
  demo?.send({ type: 'play', url: `http://${HOST}:${PORT}` });
}

async function openPages(gateway: GatewayServer, mode: { dev: boolean; withWorker: boolean }): Promise<void> {
  const socket = localSocket();
  shutdown.add('socket', socket.remove);
  const pages = supervise(pagesProcess(env().raw, socket.path, mode));
  shutdown.add('pages', () => pages.stop());
  // Added last, so it runs first: the gateway stops forwarding before the pages stop.
  shutdown.add('requests under way', () => gateway.close());
  gateway.watch(pages);
  await pages.ready;
  gateway.openPages(proxyToPages(socket.path), () => pages.isReady());
}

/**
 * Finds or starts the database, generates missing secrets, migrates the schema, and creates the first admin. Returns the URL of the owner of
 * the tables.
 */
async function openStorage(dataDir: string): Promise<string> {
  const isEmbedded = !env().DATABASE_URL;
  if (isEmbedded) {
    const embedded = await superviseDatabase(dataDir);
    shutdown.add('PostgreSQL', () => embedded.stop());
    extendEnv({ DATABASE_URL: embedded.url });
    if (embedded.note) print(embedded.note);
    const keys = ['AUTH_SECRET', 'API_TOKEN', 'CRON_SECRET', ...providers.map(({ secretKey }) => secretKey)];
    const { secrets, fresh } = loadOrCreateSecrets(dataDir, keys, env().raw);
    extendEnv({ ...secrets, GENERATED_SECRETS: Object.keys(secrets).join() });
    for (const key of fresh.filter((one) => one !== 'AUTH_SECRET')) print(`Generated ${key}=${secrets[key]}`);
    if (fresh.length > 0) print(`Stored in ${dataDir}/secrets.json`);
  }
  const owner = env().MIGRATION_DATABASE_URL ?? databaseUrl();
  await migrateDatabase(owner);
  await installQueue(owner, jobKinds, queueSettings(env().raw));
  if (isEmbedded) extendEnv({ DATABASE_URL: await ensureAppRole(owner) });
  else if (owner !== databaseUrl()) await grantAppRole(owner, databaseUrl());
  const url = databaseUrl();
  const db = openDatabase(url, { max: 1 });
  await noteRulesOfEmpty(db.$client, RULES_VERSION);
  const admin = await ensureFirstAdmin(db, env());
  await db.$client.end();
  if (admin) print(`Sign in as ${admin.email} with the password ${admin.password} (shown this once)`);
  return owner;
}

let ending = false;

/** Shuts down. Exits with `code`, or with 1 if a shutdown step failed. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const isClean = await shutdown.run();
  process.exit(code || (isClean ? 0 : 1));
}

// SIGINT may arrive twice (terminal and npm); shutdown runs once.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));

start().catch(async (thrown: unknown) => {
  if (thrown instanceof Misuse) {
    process.stderr.write(`${thrown.message}\n`);
    return end(MISUSE_CODE);
  }
  for (const line of thrown instanceof Misconfigured ? thrown.problems : [messageOf(thrown)])
    print(`Cannot start: ${line}`);
  await end(1);
});
