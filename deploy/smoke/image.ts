/**
 * Runs the three commands of the image from its mounted root folder, read-only and as its user, and checks them. Called by
 * deploy/verify-image.sh in a network namespace of its own, so that nothing but this machine can be reached.
 */

import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { awaitProcessed, eventually, expect, openOverview, sendWebhook } from './checks.ts';
import { startDatabase } from './database.ts';
import { endAll, lastOutput, start } from './processes.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [root = '', configText = ''] = positionals;
const config = JSON.parse(configText) as {
  User: string;
  WorkingDir: string;
  Env: string[];
  Entrypoint: string[];
  Cmd: string[];
  Healthcheck: { Test: string[] };
};

const secret = () => randomBytes(24).toString('hex');
const [token, webhookSecret] = [secret(), secret()];
const admin = { email: 'admin@smoke.example', password: secret() };
const ports = { web: '3417', worker: '3418' };

/** Runs a command in the image. */
function run(name: string, command: readonly string[], settings: Readonly<Record<string, string>>) {
  const variables = [...config.Env, ...Object.entries(settings).map(([key, value]) => `${key}=${value}`)];
  const inside = ['--userspec', config.User, root, 'env', '--ignore-environment', '--chdir', config.WorkingDir];
  return start(name, 'chroot', [...inside, ...variables, ...command]);
}

const healthCheck = (PORT: string) => run('health check', config.Healthcheck.Test.slice(1), { PORT }).ended;

async function verify(database: { owner: string; app: string }): Promise<void> {
  const common = {
    DATABASE_URL: database.app,
    AUTH_SECRET: secret(),
    API_TOKEN: token,
    FLEXPORT_WEBHOOK_SECRET: webhookSecret,
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    LOG_LEVEL: 'warn',
  };
  const alone = run('no database', [...config.Entrypoint, ...config.Cmd], { ...common, DATABASE_URL: '' });
  expect((await alone.ended) === 1 && /set DATABASE_URL/.test(alone.output()), 'a clear error without DATABASE_URL');
  const early = run('too early', [...config.Entrypoint, ...config.Cmd], common);
  expect((await early.ended) === 1 && /npm run migrate/.test(early.output()), 'a clear error before the migration');

  const migrate = [...config.Entrypoint, '--migrate'];
  const migrated = run('migrate', migrate, { ...common, MIGRATION_DATABASE_URL: database.owner });
  expect((await migrated.ended) === 0, 'the migration ends with 0');

  const startedAt = performance.now();
  const web = run('web', [...config.Entrypoint, ...config.Cmd], { ...common, PORT: ports.web });
  const worker = run('worker', [...config.Entrypoint, '--worker'], { ...common, WORKER_PORT: ports.worker });
  const url = `http://127.0.0.1:${ports.web}`;
  const statusOf = async (address: string) => (await fetch(address)).status;
  await eventually('pages are answered', async () => (await statusOf(`${url}/icon.svg`)) === 200);
  report(`pages answered after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  expect((await healthCheck(ports.web)) === 0, 'the health check of web succeeds');
  await eventually('the worker is healthy', async () => (await healthCheck(ports.worker)) === 0);

  const { status, shipment } = await sendWebhook(url, webhookSecret);
  expect(status === 200, `a signed webhook is answered 200, not ${status}`);
  expect((await sendWebhook(url, 'another secret')).status === 401, 'a wrong signature is answered 401');
  await awaitProcessed(url, token, shipment);
  const page = await openOverview(url, admin, {});
  expect(page.includes('/shipments'), 'the overview links to the shipments');
  report('webhook 200 and processed, page signed in, health checks pass');

  const rebuild = run('rebuild', ['node', '--disable-proto=delete', 'lib/host/rebuild.ts', '--dry-run'], common);
  expect((await rebuild.ended) === 0, 'npm run rebuild works in the image');
  const replay = ['node', 'lib/host/replay.ts', '--status', 'dead_letter', '--dry-run', '--url', url];
  expect((await run('replay', replay, common).ended) === 0, 'npm run replay works in the image');
  report('rebuild and replay run');

  expect((await web.end('SIGTERM')) === 0, 'web exits with 0 after SIGTERM');
  expect((await worker.end('SIGTERM')) === 0, 'the worker exits with 0 after SIGTERM');
  expect((await healthCheck(ports.web)) !== 0, 'the health check fails once web has ended');
  report('SIGTERM: both exit with 0');
}

const report = (line: string) => process.stdout.write(`${line}\n`);

const outside = Object.entries(networkInterfaces()).filter(([, addresses]) => addresses?.some((one) => !one.internal));
expect(outside.length === 0, 'no network besides the loopback interface');
const database = await startDatabase({ owner: secret(), app: secret() });
try {
  await verify(database);
} catch (thrown) {
  report(lastOutput());
  throw thrown;
} finally {
  await endAll();
  await database.stop();
}
