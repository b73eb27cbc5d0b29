import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openSql } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { type Server, startServer } from '#tests/support/server.ts';
import { deliver, departure, signed } from '#tests/support/signed.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** Seconds for which a web process answers requests after it stopped being ready: longer than a busy balancer needs to notice. */
const GRACE = 5;

/** A load balancer: checks the readiness of each web process ten times a second, and sends to the ready ones. */
function balance(webs: () => readonly Server[]) {
  let ready: readonly Server[] = [];
  let turn = 0;
  let running = true;
  const look = async () => {
    while (running) {
      const checks = webs().map(async (web) =>
        (await fetch(`${web.url}/api/health/ready`).catch(() => null))?.status === 200 ? [web] : [],
      );
      ready = (await Promise.all(checks)).flat();
      await sleep(100);
    }
  };
  const done = look();
  return {
    ready: () => ready,
    next(): Server | undefined {
      turn += 1;
      return ready[turn % ready.length];
    },
    async stop() {
      running = false;
      await done;
    },
  };
}

/** The migrations of this version and one of the next version. */
function nextMigrations(): string {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(import.meta.dirname, '../../db/migrations'), folder, { recursive: true });
  const file = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8'));
  journal.entries.push({ idx: journal.entries.length, version: '7', when: Date.now(), tag: 'next', breakpoints: true });
  writeFileSync(file, JSON.stringify(journal));
  writeFileSync(
    join(folder, 'next.sql'),
    'alter table events add column "next" text default \'-\';--> statement-breakpoint\ncreate index events_next_idx on events ("next");',
  );
  return folder;
}

it('30: two webs and two workers are replaced one by one, with a migration, at 100 webhooks a second: all are answered 200 and applied', async () => {
  const databaseUrl = await ownDatabase();
  const start = async (flag: '--web' | '--worker') => {
    const env = { SHUTDOWN_GRACE_SECONDS: String(GRACE) };
    const server = await startServer({
      databaseUrl,
      flags: [flag],
      env,
      until: flag === '--web' ? 'gateway' : 'worker',
    });
    onTestFinished(() => server.kill());
    return server;
  };
  let webs: Server[] = await Promise.all([start('--web'), start('--web')]);
  let workers: Server[] = await Promise.all([start('--worker'), start('--worker')]);
  const balancer = balance(() => webs);
  await eventually(
    async () => balancer.ready().length,
    (count) => count === 2,
  );

  const ids: string[] = [];
  const others: (number | string)[] = [];
  const under = new Set<Promise<void>>();
  let sending = true;
  const send = async (id: string) => {
    const body = departure(id, `SHP-${ids.length % 50}`);
    const web = balancer.next();
    if (!web) return void others.push('none is ready');
    try {
      const { status } = await deliver(web.url, 'flexport', body, signed(body));
      if (status === 200) ids.push(id);
      else others.push(status);
    } catch (thrown) {
      others.push(String(thrown instanceof Error ? (thrown.cause ?? thrown) : thrown));
    }
  };
  const sender = async () => {
    for (let at = 0; sending; at += 1) {
      const sent = send(`roll-${at}`).finally(() => under.delete(sent));
      under.add(sent);
      await sleep(10);
    }
  };
  const done = sender();

  for (const old of webs) {
    const fresh = await start('--web');
    webs = [...webs, fresh];
    await eventually(
      async () => balancer.ready().includes(fresh),
      (isReady) => isReady,
    );
    await old.stop();
    webs = webs.filter((web) => web !== old);
  }
  await migrateDatabase(databaseUrl, { migrationsFolder: nextMigrations() });
  for (const old of workers) {
    workers = [...workers.filter((worker) => worker !== old), await start('--worker')];
    await old.stop();
  }
  sending = false;
  await done;
  await Promise.all(under);
  await balancer.stop();

  expect(others).toEqual([]);
  expect(ids.length).toBeGreaterThan(200);
  const sql = openSql(databaseUrl, { max: 1 });
  await eventually(
    () => sql`select from events where state = 'pending'`,
    (rows) => rows.length === 0,
  );
  const [row] =
    await sql`select count(*)::int as count from events where state = 'processed' and key like 'brief:roll-%'`;
  expect(row?.count).toBe(ids.length);
  await sql.end();
  await Promise.all([...webs, ...workers].map((server) => server.stop()));
}, 180_000);
