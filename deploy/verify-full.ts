/**
 * Runs the process graph of the profile `full` of docker-compose.yml on this machine, with its commands and environment, and checks
 * it while a web and a worker process are killed. Needs `redis-server` and `caddy` on the PATH, and a build of the pages.
 * Usage: node deploy/verify-full.ts
 */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { SMTPServer } from 'smtp-server';
import { freePort } from '#db/embedded.ts';
import {
  awaitProcessed,
  eventually,
  expect,
  openOverview,
  readMetric,
  sendWebhook,
  signedWebhook,
} from './smoke/checks.ts';
import { environmentOf, readCompose } from './smoke/compose.ts';
import { type Database, startDatabase } from './smoke/database.ts';
import { endAll, lastOutput, type Running, start } from './smoke/processes.ts';

const ROOT = join(import.meta.dirname, '..');
/** How many webhooks are sent, and after how many of them a web and a worker process are killed. */
const WEBHOOKS = { sent: 300, killedAfter: 100 };

const secret = () => randomBytes(24).toString('hex');
const report = (line: string) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'fairlead-full-'));
const { services } = readCompose();
const secrets = {
  POSTGRES_PASSWORD: secret(),
  APP_DATABASE_PASSWORD: secret(),
  AUTH_SECRET: secret(),
  API_TOKEN: secret(),
  FLEXPORT_WEBHOOK_SECRET: secret(),
  MVMNT_WEBHOOK_TOKEN: secret(),
  ADMIN_EMAIL: 'admin@full.example',
  ADMIN_PASSWORD: secret(),
  LOG_LEVEL: 'warn',
};
const ports = {
  web1: await freePort(),
  web2: await freePort(),
  worker1: await freePort(),
  worker2: await freePort(),
  redis: await freePort(),
  caddy: await freePort(),
  redirect: await freePort(),
  mail: await freePort(),
};
const site = 'localhost';
const urls = { web1: `http://127.0.0.1:${ports.web1}`, web2: `http://127.0.0.1:${ports.web2}` };

/** Starts a process of Fairlead as the compose file says, with the addresses of this machine in place of the containers'. */
function startService(name: string, service: keyof typeof services, database: Database, port?: number): Running {
  const { command = [], environment = {} } = services[service] ?? {};
  const values = environmentOf({ environment }, { ...secrets, SITE_ADDRESS: site });
  const env = {
    ...values,
    HOST: '127.0.0.1',
    DATABASE_URL: database.app,
    ...(values.MIGRATION_DATABASE_URL !== undefined && { MIGRATION_DATABASE_URL: database.owner }),
    REDIS_URL: values.REDIS_URL?.replace('redis:6379', `127.0.0.1:${ports.redis}`) ?? '',
    SMTP_URL: values.SMTP_URL?.replace('mail:1025', `127.0.0.1:${ports.mail}`) ?? '',
    ...(values.TRUSTED_PROXIES !== undefined && { TRUSTED_PROXIES: '127.0.0.1,::1' }),
    ...(port !== undefined && { PORT: String(port), WORKER_PORT: String(port) }),
  };
  return start(
    name,
    process.execPath,
    ['--disable-proto=delete', '--max-semi-space-size=16', 'server.ts', ...command],
    {
      cwd: ROOT,
      env,
    },
  );
}

function startRedis(): Running {
  const [program = '', ...args] = services.redis?.command ?? [];
  const here = ['--port', String(ports.redis), '--bind', '127.0.0.1', '--dir', folder];
  return start('redis', program, [...args, ...here]);
}

function startCaddy(): Running {
  const env = {
    SITE_ADDRESS: site,
    HTTP_PORT: String(ports.redirect),
    HTTPS_PORT: String(ports.caddy),
    WEB1: `127.0.0.1:${ports.web1}`,
    WEB2: `127.0.0.1:${ports.web2}`,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
    HOME: folder,
  };
  const file = join(ROOT, 'deploy/compose/Caddyfile');
  return start('caddy', 'caddy', ['run', '--config', file, '--adapter', 'caddyfile'], { env });
}

type Mail = { received(): number; stop(): Promise<void> };

/** The mail sink. Returns how many messages it got, and how it is stopped. */
async function startMail(): Promise<Mail> {
  let received = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      stream.resume().once('end', () => {
        received += 1;
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(ports.mail, '127.0.0.1', listening));
  return { received: () => received, stop: () => new Promise<void>((closed) => server.close(() => closed())) };
}

/** Posts a webhook through Caddy, over TLS that its own authority signed. Resolves to the status; 0 without an answer. */
function sendThroughCaddy({ body, headers }: ReturnType<typeof signedWebhook>): Promise<number> {
  const ca = readFileSync(join(folder, 'caddy/pki/authorities/local/root.crt'));
  return new Promise((resolve) => {
    const options = { method: 'POST', headers, ca, agent: false, timeout: 15_000 } as const;
    const sent = request(`https://${site}:${ports.caddy}/api/webhooks/flexport`, options, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', () => resolve(0));
    sent.once('timeout', () => sent.destroy(new Error('timeout')));
    sent.end(body);
  });
}

const isHealthy = async (url: string) => (await fetch(`${url}/api/health/ready`)).status === 200;
const workerUrl = (port: number) => `http://127.0.0.1:${port}`;

async function verify(database: Database, mail: Mail): Promise<void> {
  const redis = startRedis();
  const migrated = await startService('migrate', 'migrate', database).ended;
  expect(migrated === 0, 'the migration ends with 0');
  const web1 = startService('web1', 'web1', database, ports.web1);
  let web2 = startService('web2', 'web2', database, ports.web2);
  const worker1 = startService('worker1', 'worker', database, ports.worker1);
  const worker2 = startService('worker2', 'worker', database, ports.worker2);
  const caddy = startCaddy();
  for (const url of Object.values(urls)) {
    await eventually(`${url} answers pages`, async () => (await fetch(`${url}/icon.svg`)).status === 200);
  }
  for (const port of [ports.worker1, ports.worker2]) {
    await eventually('a worker is healthy', () => isHealthy(workerUrl(port)));
  }
  report('2 web, 2 worker, PostgreSQL, Redis, Caddy and a mail sink run');

  for (const url of Object.values(urls)) {
    const { status, shipment } = await sendWebhook(url, secrets.FLEXPORT_WEBHOOK_SECRET);
    expect(status === 200, `${url} answers a signed webhook 200, not ${status}`);
    await awaitProcessed(urls.web1, secrets.API_TOKEN, shipment);
    const proxied = { 'x-forwarded-proto': 'https', host: site };
    const page = await openOverview(url, { email: secrets.ADMIN_EMAIL, password: secrets.ADMIN_PASSWORD }, proxied);
    expect(page.includes('/shipments'), 'the overview links to the shipments');
  }
  report('each web: a webhook answered 200 and processed, a user signed in');
  await checkRedis();
  await checkMail(mail);

  const accepted: string[] = [];
  let repeated = 0;
  for (let sent = 0; sent < WEBHOOKS.sent; sent += 1) {
    if (sent === WEBHOOKS.killedAfter) {
      await Promise.all([web2.end('SIGKILL'), worker2.end('SIGKILL')]);
      // As `restart: unless-stopped` does; the worker stays away, so that the other one has to do its work.
      web2 = startService('web2 again', 'web2', database, ports.web2);
    }
    const webhook = signedWebhook(secrets.FLEXPORT_WEBHOOK_SECRET);
    // Providers send again what is not answered 200.
    await eventually('a webhook is answered 200 through Caddy', async () => {
      const isAccepted = (await sendThroughCaddy(webhook)) === 200;
      if (!isAccepted) repeated += 1;
      return isAccepted;
    });
    accepted.push(webhook.shipment);
  }
  for (const shipment of accepted) await awaitProcessed(urls.web1, secrets.API_TOKEN, shipment);
  report(`a web and a worker killed: ${accepted.length} webhooks answered 200 (${repeated} sent again) and processed`);
  await eventually('the killed web is back', () => isHealthy(urls.web2));
  const pending = await readMetric(urls.web1, secrets.API_TOKEN, 'fairlead_inbox_oldest_pending_seconds');
  expect(pending === 0, `fairlead_inbox_oldest_pending_seconds is 0 at the end, not ${pending}`);

  for (const one of [worker1, web1, web2])
    expect((await one.end('SIGTERM')) === 0, `${one.name} exits with 0 after SIGTERM`);
  await Promise.all([caddy.end('SIGTERM'), redis.end('SIGTERM')]);
  report('SIGTERM: all exit with 0');
}

/** Web processes share counts through Redis, which keeps what it was given. */
async function checkRedis(): Promise<void> {
  const client = await createClient({ url: `redis://127.0.0.1:${ports.redis}` }).connect();
  const keys = await client.keys('fairlead:*');
  const { 'maxmemory-policy': policy, appendonly } = await client.configGet(['maxmemory-policy', 'appendonly']);
  await client.close();
  expect(keys.length > 0, 'Redis holds cached counts');
  expect(
    policy === 'noeviction' && appendonly === 'yes',
    `Redis evicts nothing and keeps a log, not ${policy}, ${appendonly}`,
  );
  report(`Redis holds ${keys.length} cached values`);
}

/** A worker asks a new stakeholder by e-mail whether its address wants notices. */
async function checkMail(mail: Mail): Promise<void> {
  const { shipment } = await sendWebhook(urls.web1, secrets.FLEXPORT_WEBHOOK_SECRET);
  const shipmentId = await awaitProcessed(urls.web2, secrets.API_TOKEN, shipment);
  const added = await fetch(`${urls.web2}/api/v1/stakeholders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.API_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ shipmentId, email: 'consignee@elsewhere.example' }),
  });
  expect(added.status === 201, `a stakeholder is added, not ${added.status}`);
  await eventually('the mail sink has a message', async () => mail.received() > 0);
  report('a message to a stakeholder is in the mail sink');
}

const database = await startDatabase({ owner: secrets.POSTGRES_PASSWORD, app: secrets.APP_DATABASE_PASSWORD });
const mail = await startMail();
try {
  await verify(database, mail);
  report('The profile full works');
} catch (thrown) {
  report(lastOutput());
  throw thrown;
} finally {
  await endAll();
  await Promise.all([database.stop(), mail.stop()]);
  rmSync(folder, { recursive: true, force: true });
}
