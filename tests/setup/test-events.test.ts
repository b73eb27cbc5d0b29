import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listTables, quoted } from '#db/backup/tables.ts';
import { openDatabase } from '#db/client.ts';
import { freePort } from '#db/embedded.ts';
import { lastWebhookTests } from '#db/queries/setup.ts';
import { now } from '#lib/clock.ts';
import { receive } from '#lib/pipeline.ts';
import { findProvider, providers } from '#lib/providers/index.ts';
import { sendTest } from '#lib/setup/send-test.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { SECRETS } from '#tests/support/server.ts';
import { departure } from '#tests/support/signed.ts';

const BY = 'ops@example.com';
/** An address at which nothing listens. */
const NOBODY = `http://127.0.0.1:${await freePort()}/api`;

const databaseUrl = await ownDatabase();
const inbox = await ownInbox(databaseUrl);
const { sql } = inbox;
const db = openDatabase(databaseUrl, { max: 1 });

/** Another answer than that of the inbox, to the next requests. */
let other: { status: number; headers?: Record<string, string>; body: unknown } | null = null;
/** How often a webhook arrives. */
let copies = 1;
/** The body of the last one. */
let lastBody = '';

/** Answers as the gateway does. */
const gateway = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  lastBody = Buffer.concat(chunks).toString();
  const answer = other ?? (await take(request, Buffer.concat(chunks)));
  const headers = { 'content-type': 'application/json', ...(other?.headers ?? {}) };
  response.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
});

async function take({ url = '', headers }: IncomingMessage, body: Buffer) {
  const provider = findProvider(url.split('/').at(-1) ?? '');
  if (!provider) throw new RangeError(url);
  const arrival = { headers: headers as Record<string, string>, body, receivedAt: now(), remote: '127.0.0.1' };
  const answers = [];
  for (let at = 0; at < copies; at += 1)
    answers.push(await receive(provider, arrival, inbox.receiver.contextOf(provider)));
  return answers[0] ?? { status: 500, body: null };
}

let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', () => resolve()));
  base = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
afterAll(async () => {
  gateway.close();
  await db.$client.end();
});
afterEach(() => {
  other = null;
  copies = 1;
});

const secretOf = (name: string) => SECRETS[name as keyof typeof SECRETS][0];

/** Sends a test event of a provider, and reads what is known of it before a worker has processed it. */
async function send(
  name: string,
  { secret = secretOf(name) as string, address = `${base}/api/webhooks/${name}` } = {},
) {
  const provider = findProvider(name);
  if (!provider) throw new RangeError(name);
  await sendTest(db, { provider, secret, address, by: BY });
  return lastOf(name);
}

async function lastOf(name: string) {
  return (await lastWebhookTests(db)).find(({ provider }) => provider === name);
}

/** What a test event leaves: its own row, the entry of the audit log, that a worker was busy, and how often a secret verified one. */
const LEFT = new Set(['webhook_tests', 'audit_entries', 'worker_progress', 'secret_uses', 'rejected_requests']);

/** The content of all other tables, each row as text. */
async function content(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of await listTables(sql)) {
    if (LEFT.has(table.name)) continue;
    const rows = await sql.unsafe(`select row::text as row from ${quoted(table)} as row order by 1`);
    found[table.name] = rows.map(({ row }) => String(row));
  }
  return found;
}

describe.each(providers)('a test event of $name', ({ name }) => {
  it('is verified, processed and makes a shipment, of which nothing remains', async () => {
    await inbox.deliver('flexport', departure(`before-${name}`));
    await inbox.drain();
    const before = await content();
    expect(await send(name)).toMatchObject({ status: 200, problem: null, processedAt: null, shipment: null });
    const [waiting] = await sql`select count(*)::int from events where state = 'pending'`;
    expect(waiting?.count).toBe(1);
    await inbox.drain();
    const test = await lastOf(name);
    expect(test).toMatchObject({ status: 200, problem: null, processedAt: expect.any(String) });
    expect(test?.shipment?.name).toBe('Test of the webhook address');
    expect(await content()).toEqual(before);
  });

  it('with a secret that is not valid here is refused, and says so', async () => {
    const refused = await send(name, { secret: 'another-secret-0123' });
    expect(refused).toMatchObject({
      status: 401,
      problem: expect.stringMatching(/^Answered 401: /),
      processedAt: null,
    });
  });
});

it('copies of a test event, early or late, leave nothing either', async () => {
  const before = await content();
  copies = 2;
  await send('flexport');
  await inbox.drain();
  expect(await content()).toEqual(before);
  expect(await inbox.deliver('flexport', lastBody)).toMatchObject({ status: 200 });
  await inbox.drain();
  expect(await content()).toEqual(before);
});

it('events that arrive with a test event are processed, also one that only looks like a test', async () => {
  await send('mvmnt');
  await inbox.deliver('flexport', departure('beside', 'SHP-BESIDE'));
  await inbox.deliver('flexport', departure('fairlead-test-of-somebody-else', 'SHP-LIKE-A-TEST'));
  await inbox.drain();
  const made = await sql`select external_id from shipments where external_id in ('SHP-BESIDE', 'SHP-LIKE-A-TEST')`;
  expect(made).toHaveLength(2);
});

it.each([
  [
    'cannot be reached',
    null,
    /^http:\/\/127\.0\.0\.1:\d+\/api cannot be reached from this machine: .*ECONNREFUSED/,
    NOBODY,
  ],
  ['is that of another program', { status: 200, body: { ok: true } }, /^Something else answers/, undefined],
  [
    'leads elsewhere',
    { status: 301, headers: { location: '/x' }, body: {} },
    /^This address leads to another one/,
    undefined,
  ],
  ['is not in service', { status: 503, body: { detail: 'Away' } }, /^Answered 503: Away/, undefined],
])('an address that %s is named', async (_what, answer, problem, address) => {
  other = answer;
  const test = await send('flexport', address ? { address } : {});
  expect(test).toMatchObject({ status: answer?.status ?? null, problem: expect.stringMatching(problem) });
});

it('is in the audit log with its address', async () => {
  const [entry] = await sql`select actor, action, subject from audit_entries order by id limit 1`;
  expect(entry).toEqual({ actor: BY, action: 'webhook-tested', subject: `Flexport ${base}/api/webhooks/flexport` });
});
