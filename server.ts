/**
 * The self-hosted process: webhook lane, screens and REST API through Next, worker, and PostgreSQL when no other is named.
 *
 *   node server.ts            everything in one process
 *   node server.ts --web      receives and shows; the inbox is worked off elsewhere
 *   node server.ts --worker   works the inbox off
 *   node server.ts --dev      everything, with Next's development server
 *   node server.ts --demo     everything, and an emulated world that delivers to it
 *   node server.ts --migrate  only brings the database up to date, for where no process of this kind runs
 */

import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { ensureAppRole, grantAppRole } from '#db/app-role.ts';
import { database, databaseUrl, openDatabase } from '#db/client.ts';
import { type Embedded, startEmbedded } from '#db/embedded.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { ensureFirstAdmin } from '#lib/auth/first-admin.ts';
import { engine } from '#lib/engine.ts';
import { env, extendEnv } from '#lib/env.ts';
import { Misconfigured, messageOf } from '#lib/errors.ts';
import { warmFigures } from '#lib/figures.ts';
import { lane } from '#lib/host/lane.ts';
import { limitLiveConnection } from '#lib/host/live-timeout.ts';
import { say } from '#lib/host/say.ts';
import { buildScreens, needsBuild, openScreens } from '#lib/host/screens.ts';
import { keepSecrets } from '#lib/host/secrets.ts';
import { whileStarting } from '#lib/host/waiting.ts';
import { jobKinds } from '#lib/inbox/jobs.ts';
import { log } from '#lib/log.ts';
import { providers } from '#lib/providers/index.ts';
import { installQueue } from '#lib/queue/index.ts';

const ROOT = import.meta.dirname;
const has = (flag: string) => process.argv.includes(flag);
const mode = { web: !has('--worker'), worker: !has('--web'), dev: has('--dev'), demo: has('--demo') };

/** What to undo when the process ends, the last first. */
const endings: (() => Promise<unknown> | unknown)[] = [];

async function start(): Promise<void> {
  readDotEnv();
  const { DATA_DIR, HOST, PORT } = env();
  const dataDir = resolve(ROOT, DATA_DIR);
  await openStorage(dataDir);
  if (has('--migrate')) {
    say('The database is up to date.');
    return end(0);
  }
  const demo = mode.demo ? await (await import('#lib/host/demo.ts')).openDemo() : null;
  if (demo) {
    endings.push(() => demo.stop());
    extendEnv(demo.variables);
  }
  const running = await engine();
  endings.push(() => running.stop());
  if (mode.worker) await running.work();
  if (!mode.web) return say('The worker runs. Stop it with Ctrl-C.');

  let screens: (request: IncomingMessage, response: ServerResponse) => unknown = whileStarting;
  const quick = lane(running);
  const server = createServer((request, response) => {
    limitLiveConnection(request);
    return quick(request, response) || screens(request, response);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', (thrown) =>
      failed(new Misconfigured([`Port ${PORT} on ${HOST} cannot be used: ${messageOf(thrown)}`])),
    );
    server.listen(PORT, HOST, listening);
  });
  endings.push(() => closeServer(server));
  say(`Receiving webhooks on http://${HOST}:${PORT}/api/webhooks/<provider>`);
  if (!mode.dev && needsBuild(ROOT)) {
    say('Building the screens; this takes about half a minute, once');
    await buildScreens(ROOT);
  }
  screens = await openScreens(ROOT, mode.dev, server, HOST, PORT);
  await warmFigures(running.cache, database()).catch((thrown: unknown) =>
    log.warn({ reason: messageOf(thrown) }, 'not warm'),
  );
  say(`Ready: http://${HOST}:${PORT}`);
  demo?.play(`http://${HOST}:${PORT}`, () => running.reconciler.now('everything'));
}

/** Settings from `.env` beside the program; what the environment says itself counts more. */
function readDotEnv(): void {
  const file = join(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  extendEnv({});
  log.level = env().LOG_LEVEL;
}

/** Finds the database or starts one, fills in missing secrets, brings the schema up to date, makes the first admin. */
async function openStorage(dataDir: string): Promise<void> {
  const isOurs = !env().DATABASE_URL;
  if (isOurs) {
    const embedded = await startEmbedded({ dataDir });
    endings.push(() => embedded.stop());
    void watch(embedded);
    extendEnv({ DATABASE_URL: embedded.url });
    if (embedded.note) say(embedded.note);
    const wanted = ['AUTH_SECRET', 'API_TOKEN', 'CRON_SECRET', ...providers.map(({ secretKey }) => secretKey)];
    const { secrets, fresh } = keepSecrets(dataDir, wanted, env().raw);
    extendEnv(secrets);
    for (const key of fresh.filter((one) => one !== 'AUTH_SECRET')) say(`Made ${key}=${secrets[key]}`);
    if (fresh.length > 0) say(`They are kept in ${dataDir}/secrets.json`);
  }
  const owner = env().MIGRATION_DATABASE_URL ?? databaseUrl();
  await migrateDatabase(owner);
  await installQueue(owner, jobKinds);
  if (isOurs) extendEnv({ DATABASE_URL: await ensureAppRole(owner) });
  else if (owner !== databaseUrl()) await grantAppRole(owner, databaseUrl());
  const url = databaseUrl();
  const db = openDatabase(url, { max: 1 });
  const admin = await ensureFirstAdmin(db, env());
  await db.$client.end();
  if (admin) say(`Sign in as ${admin.email} with the password ${admin.password} (shown this once)`);
}

/** PostgreSQL that ends by itself takes the process along: a supervisor, or the operator, starts both again. */
async function watch(embedded: Embedded): Promise<void> {
  await embedded.ended;
  if (!ending) {
    say('PostgreSQL ended unexpectedly; Fairlead ends too. What was acknowledged is stored.');
    await end(1);
  }
}

function closeServer(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}

let ending = false;

/** Stops taking requests, finishes what is in hand, stops PostgreSQL; each step has its own bound. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  for (const step of endings.reverse()) await Promise.race([step(), new Promise((late) => setTimeout(late, 8_000))]);
  process.exit(code);
}

// Asked twice, by Ctrl-C in a terminal and by npm, it still ends in order; each step of the end is bounded.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));

start().catch(async (thrown: unknown) => {
  for (const line of thrown instanceof Misconfigured ? thrown.problems : [messageOf(thrown)])
    say(`Cannot start: ${line}`);
  await end(1);
});
