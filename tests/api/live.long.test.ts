import { readdirSync, readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, openSql, type Sql } from '#db/client.ts';
import { addUser } from '#lib/auth/users.ts';
import { MAX_STREAMS_PER_PERSON } from '#lib/live/readers.ts';
import { signIn } from '#tests/support/api.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { type Server, startServer } from '#tests/support/server.ts';

const READER = { email: 'reader@example.com', name: null, role: 'viewer', password: 'quiet-lantern-58' } as const;

let server: Server;
let sql: Sql;
let idle: string;
let reader: string;
const opened: IncomingMessage[] = [];
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 1 });
  server = await startServer({ databaseUrl });
  const db = openDatabase(databaseUrl, { max: 1 });
  await addUser(db, 'test', READER);
  await db.$client.end();
  idle = await signIn(server);
  reader = await signIn(server, READER);
});
afterAll(async () => {
  for (const stream of opened) stream.destroy();
  await server.stop();
  await sql.end();
});

/** A stream whose client reads nothing until the test resumes it. */
function open(cookie: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(`${server.url}/api/live`, { headers: { cookie }, agent: false }, (response) => {
      opened.push(response);
      resolve(response.on('error', () => {}));
    });
    request.on('error', reject);
  });
}

/** Reads everything. */
function read(stream: IncomingMessage): { text: () => string; ended: () => boolean } {
  let text = '';
  let ended = false;
  stream.on('data', (chunk: Buffer) => (text += chunk)).on('close', () => (ended = true));
  return { text: () => text, ended: () => ended };
}

/** Announces a change whose list of ids fills a notification. */
const announce = (name: string) => sql`
  select pg_notify('fairlead_change', ${JSON.stringify({ subjects: [name, 'x'.repeat(7_500)] })})`;

/** Resident memory of the server and its children, in megabytes. */
function memory(): number {
  const status = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ id: Number(name), text: attempt(`/proc/${name}/status`) }));
  const parents = new Map(status.map(({ id, text }) => [id, Number(/PPid:\s+(\d+)/.exec(text)?.[1])]));
  const within = (id: number | undefined): boolean =>
    id !== undefined && id > 1 && (id === server.pid || within(parents.get(id)));
  return status
    .filter(({ id }) => within(id))
    .reduce((sum, { text }) => sum + Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024, 0);
}

function attempt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

describe('live streams whose clients do not read', () => {
  it('are closed and use no memory, while others receive every change', async () => {
    const idlers = await Promise.all(Array.from({ length: MAX_STREAMS_PER_PERSON }, () => open(idle)));
    const attentive = read(await open(reader));
    await eventually(
      async () => attentive.text(),
      (text) => text.includes('event: ready'),
    );
    const before = memory();
    const total = 2_500;
    for (let at = 0; at < total; at++) {
      await announce(`change-${at}`);
      if (at % 10 === 9) await eventually(async () => attentive.text().includes(`"change-${at}"`), Boolean);
    }
    expect(attentive.ended()).toBe(false);
    expect(attentive.text().match(/"change-\d+"/g)).toHaveLength(total);
    // Buffered for all streams, the notifications would exceed 300 MB.
    expect(memory() - before).toBeLessThan(120);
    for (const { stream, got } of idlers.map((stream) => ({ stream, got: read(stream) }))) {
      stream.resume();
      await eventually(async () => got.ended(), Boolean);
      expect(got.text()).not.toContain(`"change-${total - 1}"`);
    }
  });
});

describe('a user with too many live streams', () => {
  it('keeps the newest ones; the oldest one is notified and closed', async () => {
    const all: ReturnType<typeof read>[] = [];
    for (let at = 0; at <= MAX_STREAMS_PER_PERSON; at++) all.push(read(await open(reader)));
    await eventually(async () => all[0]?.ended(), Boolean);
    expect(all[0]?.text()).toContain('event: replaced');
    await eventually(async () => all.slice(1).every(({ text }) => text().includes('event: ready')), Boolean);
    expect(all.slice(1).map(({ ended }) => ended())).not.toContain(true);
  });
});
