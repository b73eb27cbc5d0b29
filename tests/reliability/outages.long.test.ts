import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { freePort, startEmbedded } from '#db/embedded.ts';
import { eventually } from '#tests/support/await.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { type ServerOptions, startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { traffic } from '#tests/support/traffic.ts';

const pending = async (sql: Sql) => Number((await sql`select count(*) from events where state = 'pending'`)[0]?.count);

/** Acknowledged ids that are not in the inbox, or not applied. */
async function missing(sql: Sql, acknowledged: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from unnest(${[...acknowledged]}::text[]) as given(id)
    where not exists (select from events where key = 'brief:' || given.id and state = 'processed')`;
  return rows.map(({ id }) => id);
}

/** Events with effects that were recorded more than once. */
async function doubled(sql: Sql): Promise<number> {
  const rows = await sql`select event_id from effects group by event_id, entity_id, part, field having count(*) > 1`;
  return rows.length;
}

/** A server that is stopped after its test, also if that fails. */
async function serverOfTest(options: ServerOptions) {
  const server = await startServer(options);
  onTestFinished(() => server.kill());
  return server;
}

describe('1: nothing is lost', () => {
  it('when the server is killed again and again under load: all acknowledged webhooks are applied exactly once', async () => {
    const databaseUrl = await ownDatabase();
    const sql = openSql(databaseUrl, { max: 2 });
    const port = await freePort();
    const flow = traffic(`http://127.0.0.1:${port}`, 'kill');
    for (let kills = 0; kills < repetitions(20, 4); kills += 1) {
      const server = await serverOfTest({ databaseUrl, port, until: 'gateway' });
      const before = flow.acknowledged.length;
      await eventually(
        async () => flow.acknowledged.length - before,
        (count) => count > 50,
      );
      // At a random point of its work.
      await sleep(19 * kills);
      await server.kill();
    }
    const server = await serverOfTest({ databaseUrl, port, until: 'gateway' });
    await sleep(300);
    await flow.stop();
    await eventually(
      () => pending(sql),
      (left) => left === 0,
    );
    expect(flow.acknowledged.length).toBeGreaterThan(repetitions(20, 4) * 25);
    expect(await missing(sql, flow.acknowledged)).toEqual([]);
    expect(await doubled(sql)).toBe(0);
    await server.stop();
    await sql.end();
  }, 600_000);
});

describe('3: a worker that dies between effect and settlement', () => {
  it('leaves each effect exactly once, again and again', async () => {
    const databaseUrl = await ownDatabase();
    const sql = openSql(databaseUrl, { max: 2 });
    const server = await serverOfTest({ databaseUrl, until: 'gateway' });
    const flow = traffic(server.url, 'cut', 2);
    // To the database a killed process is a closed connection: its transaction is rolled back.
    for (let cuts = 0; cuts < repetitions(50, 10); ) {
      const cut = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
          and xact_start is not null and query ~ '(effects|events|milestones|shipments)' limit 1`;
      cuts += cut.length;
      await sleep(5);
    }
    await flow.stop();
    await eventually(
      () => pending(sql),
      (left) => left === 0,
    );
    expect([...flow.refused.keys()].filter((status) => status !== 503)).toEqual([]);
    expect(await missing(sql, flow.acknowledged)).toEqual([]);
    expect(await doubled(sql)).toBe(0);
    await server.stop();
    await sql.end();
  }, 600_000);
});

describe('2: PostgreSQL unavailable under load', () => {
  const dataDir = temporaryFolder();
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it.each(['stopped', 'killed'])(
    '(%s) means 503 with Retry-After, recovery by itself, and nothing acknowledged missing',
    async (how) => {
      const port = await freePort();
      let cluster = await startEmbedded({ dataDir, port });
      const name = `outage_${how}`;
      const admin = openSql(cluster.url, { max: 1 });
      await admin.unsafe(`create database ${name}`);
      await admin.end();
      const databaseUrl = databaseOf(cluster.url, name);
      await prepare(databaseUrl);
      const server = await serverOfTest({ databaseUrl });
      const flow = traffic(server.url, how);
      await eventually(
        async () => flow.acknowledged.length,
        (count) => count > 50,
      );
      if (how === 'stopped') await cluster.stop();
      else process.kill(cluster.pid(), 'SIGKILL');
      await cluster.ended;
      await eventually(
        async () => flow.refused.get(503) ?? 0,
        (count) => count > 3,
      );
      const health = await fetch(`${server.url}/api/health`);
      expect(health.status).toBe(503);
      expect(flow.sendsRetryAfter).toBe(true);

      cluster = await startEmbedded({ dataDir, port });
      const during = flow.acknowledged.length;
      await eventually(
        async () => flow.acknowledged.length,
        (count) => count > during + 100,
      );
      await flow.stop();
      const sql = openSql(databaseUrl, { max: 2 });
      await eventually(
        () => pending(sql),
        (left) => left === 0,
      );
      expect([...flow.refused.keys()].filter((status) => status !== 503)).toEqual([]);
      expect(await missing(sql, flow.acknowledged)).toEqual([]);
      expect(await doubled(sql)).toBe(0);
      await sql.end();
      await server.stop();
      await cluster.stop();
    },
    600_000,
  );
});

describe('2: the embedded PostgreSQL killed five times under load', () => {
  const dataDir = temporaryFolder();
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is restarted by the process, and no acknowledged webhook is lost', async () => {
    const server = await serverOfTest({ env: { DATA_DIR: dataDir }, until: 'gateway' });
    const flow = traffic(server.url, 'embedded');
    for (let kills = 0; kills < 5; kills += 1) {
      const before = flow.acknowledged.length;
      await eventually(
        async () => flow.acknowledged.length - before,
        (count) => count > 50,
      );
      process.kill(Number(pidFile(dataDir)[0]), 'SIGKILL');
    }
    const after = flow.acknowledged.length;
    await eventually(
      async () => flow.acknowledged.length - after,
      (count) => count > 50,
    );
    await flow.stop();
    expect(server.hasEnded()).toBe(false);
    expect([...flow.refused.keys()].filter((status) => status !== 503)).toEqual([]);
    const password = readFileSync(join(dataDir, 'postgres', 'password'), 'utf8').trim();
    const sql = openSql(`postgres://fairlead:${password}@127.0.0.1:${pidFile(dataDir)[3]}/postgres`, { max: 2 });
    await eventually(
      () => pending(sql),
      (left) => left === 0,
    );
    expect(await missing(sql, flow.acknowledged)).toEqual([]);
    expect(await doubled(sql)).toBe(0);
    await sql.end();
    await server.stop();
  }, 600_000);
});

/** The lines of postmaster.pid: the process id is the first, the port the fourth. */
function pidFile(dataDir: string): string[] {
  return readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
}
