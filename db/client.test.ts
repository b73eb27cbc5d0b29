import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownDatabase } from '#tests/support/database.ts';
import { openSql, type Sql } from './client.ts';

let admin: Sql;
let sql: Sql;
beforeAll(async () => {
  const url = await ownDatabase();
  admin = openSql(url, { max: 1 });
  sql = openSql(url, { max: 1 });
  await admin`create table marks (text text)`;
});
afterAll(() => Promise.all([admin.end(), sql.end()]));

/** Ends every connection but this one, as a database does that starts again, and waits until that was noticed. */
async function cut(): Promise<void> {
  await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
  await sleep(200);
}

const marks = async () => (await admin<{ text: string }[]>`select text from marks`).map(({ text }) => text);

// The driver as it is published writes to a socket that is gone, which ends the process: see docs/decisions/0018.
describe('a transaction whose connection goes away', () => {
  it.each([
    ['while it waits', async (tx: Sql) => Promise.all([tx`select pg_sleep(5)`, cut()])],
    ['between two statements', async (tx: Sql) => cut().then(() => tx`select 1`)],
    ['before it is given up', async () => cut().then(() => Promise.reject(new Error('for another reason')))],
  ])('%s fails, and the next one is well', async (_when, act) => {
    const failing = sql.begin(async (tx) => {
      await tx`insert into marks values ('lost')`;
      await act(tx as unknown as Sql);
    });
    await expect(failing).rejects.toThrow(/CONNECTION_CLOSED|terminating connection/);
    await sql.begin((tx) => tx`insert into marks values ('kept')`);
    expect(await marks()).not.toContain('lost');
  });

  it('never speaks in the transaction of another that has its connection now', async () => {
    let goOn = () => {};
    const waits = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const stale = sql.begin(async (tx) => {
      await tx`select 1`;
      await cut();
      await waits;
      await tx`insert into marks values ('stale')`;
    });
    await expect(stale).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await sql.begin(async (tx) => {
      await tx`insert into marks values ('mine')`;
      goOn();
      await sleep(50);
    });
    expect(await marks()).toContain('mine');
    expect(await marks()).not.toContain('stale');
  });
});
