import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONNECTION_LOST, ownDatabase } from '#tests/support/database.ts';
import { openSql, type Sql } from './client.ts';

let admin: Sql;
let sql: Sql;
let wire: Wire;
beforeAll(async () => {
  const url = new URL(await ownDatabase());
  admin = openSql(url.href, { max: 1 });
  await admin`create table marks (text text)`;
  wire = await laidTo(url);
  url.host = `127.0.0.1:${(wire.server.address() as AddressInfo).port}`;
  sql = openSql(url.href, { max: 1 });
});
afterAll(async () => {
  await Promise.all([admin.end(), sql.end()]);
  wire.server.close();
});

/** A connection between client and database that tests can break. */
type Wire = { server: Server; clients: Set<Socket>; breaksAt: string | undefined };

/** The message with which PostgreSQL ends a copy. The client gets what follows it later. */
const END_OF_COPY = Buffer.from('c\0\0\0\x04', 'latin1');

/** The message of PostgreSQL on a connection that it closes. */
const FAREWELL = Buffer.from('E\0\0\0\x29SFATAL\0C57P01\0Mends this connection\0\0', 'latin1');

async function laidTo({ hostname, port }: URL): Promise<Wire> {
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const database = dial(Number(port), hostname);
    clients.add(client);
    client.on('data', (text) => {
      if (!wire.breaksAt || !text.includes(wire.breaksAt)) return;
      wire.breaksAt = undefined;
      client.end(FAREWELL);
    });
    client.pipe(database);
    database.on('data', async (bytes: Buffer) => {
      const end = bytes.indexOf(END_OF_COPY);
      client.write(end < 0 ? bytes : bytes.subarray(0, end + END_OF_COPY.length));
      if (end < 0) return;
      database.pause();
      await sleep(200);
      client.write(bytes.subarray(end + END_OF_COPY.length));
      database.resume();
    });
    database.on('end', () => client.end());
    for (const end of [client, database]) {
      end.on('error', () => {});
      end.on('close', () => {
        clients.delete(client);
        client.destroy();
        database.destroy();
      });
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, clients, breaksAt: undefined };
}

/** Closes every connection but this one, as a restart of the database does, and waits until clients have noticed. */
async function cut(): Promise<void> {
  await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
  await sleep(200);
}

/** The other way for a connection to close: an error first, the end a moment later. */
async function reset(): Promise<void> {
  for (const client of wire.clients) client.resetAndDestroy();
  await sleep(200);
}

const marks = async () => (await admin<{ text: string }[]>`select text from marks`).map(({ text }) => text);

// The published driver ends the process, or sends statements to the next user of a connection: see docs/decisions/0018.
describe.each([
  ['ended by the database', cut],
  ['reset on the way', reset],
])('a transaction whose connection is %s', (_how, goesAway) => {
  it.each([
    ['while it waits', (tx: Sql) => Promise.all([tx`select pg_sleep(5)`, goesAway()])],
    ['between two statements', (tx: Sql) => goesAway().then(() => tx`select 1`)],
    ['before it is rolled back', () => goesAway().then(() => Promise.reject(new Error('for another reason')))],
  ])('%s fails, and the next one succeeds', async (_when, act) => {
    const failing = sql.begin(async (tx) => {
      await tx`insert into marks values ('lost')`;
      await act(tx as unknown as Sql);
    });
    await expect(failing).rejects.toThrow(CONNECTION_LOST);
    await sql.begin((tx) => tx`insert into marks values ('kept')`);
    expect(await marks()).not.toContain('lost');
  });

  it('never sends statements in the transaction of the next user of its connection', async () => {
    let goOn = () => {};
    const waits = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const stale = sql.begin(async (tx) => {
      await tx`select 1`;
      await goesAway();
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

it('a connection that closes while connecting is opened again', async () => {
  await cut();
  wire.breaksAt = 'typarray'; // The first query of the driver itself.
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  expect(wire.breaksAt).toBeUndefined();
});

it('a transaction behind a full queue of statements is still isolated', async () => {
  const others = Array.from({ length: 100 }, () => sql`select 1`.then(() => sql`select count(*) from marks`));
  const mine = sql.begin(async (tx) => {
    const [started] = await tx`select txid_current() as id`;
    await sleep(50);
    await tx`insert into marks values ('queued')`;
    const [ended] = await tx`select txid_current() as id`;
    expect(ended).toEqual(started);
    throw new Error('given up');
  });
  await expect(mine).rejects.toThrow('given up');
  await Promise.all(others);
  expect(await marks()).not.toContain('queued');
});

it('a copy whose last rows arrive while its reader waits is followed by further statements', async () => {
  // One row is more than the stream holds, so the driver pauses the connection on which the end of the copy has arrived.
  const rows = await sql`copy (select repeat('x', 200000)) to stdout`.readable();
  let read = 0;
  for await (const chunk of rows) read += (chunk as Buffer).length;
  expect(read).toBe(200_001);
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
});
