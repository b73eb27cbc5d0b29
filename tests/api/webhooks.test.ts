import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { type Entry, SECRETS, type Server, startServer } from '#tests/support/server.ts';
import { deliver, departure, keyed, signed } from '#tests/support/signed.ts';

const DELIVERED = {
  event: 'SHIPMENT_DELIVERED',
  timestamp: '2026-03-14T18:00:00Z',
  data: { id: '5b9cdb2e-7f0c-4f6c-9a3e-6f2d3a1b7c55', friendlyId: 'SHP-12345', key: 'PO-778' },
};

describe.each<Entry>(['gateway', 'route'])('a webhook at the %s', (entry) => {
  let server: Server;
  let sql: Sql;
  /** Answered after ten seconds: it is sent first, and looked at last. */
  let slow: Promise<string>;
  beforeAll(async () => {
    const databaseUrl = await ownDatabase();
    sql = openSql(databaseUrl, { max: 2 });
    server = await startServer({ databaseUrl, entry });
    slow = rawPost(server.url, `${UNPROVEN}content-length: 100\r\n\r\n{"slow":`);
  });
  afterAll(async () => {
    await server.stop();
    await sql.end();
  });

  const deliveries = async () => Number((await sql`select count(*) from deliveries`)[0]?.count);
  /** Why requests were refused, as their senders were told. */
  const reasons = new Set<string>();
  const counted = async () =>
    (await sql`select distinct reason from rejected_requests`).map(({ reason }) => String(reason));
  const events = (key: string) => sql`select state, reason from events where key like ${`%${key}%`}`;

  it('is kept byte for byte, answered 200 and applied', async () => {
    const body = `${departure('200')}\n  `;
    const answer = await deliver(server.url, 'flexport', body, signed(body));
    expect(answer).toMatchObject({ status: 200, body: { received: true, events: 1 } });
    const [row] = await sql`select body, status, headers from deliveries where id = ${String(answer.body.delivery)}`;
    expect(Buffer.from(row?.body).toString()).toBe(body);
    expect(row).toMatchObject({ status: 'accepted', headers: { 'content-type': 'application/json' } });
    expect(Object.keys(row?.headers)).not.toContain('content-length');
    await eventually(
      () => events('200'),
      ([event]) => event?.state === 'processed',
    );
  });

  it('that was seen before is answered 200, noted in the log, and changes nothing', async () => {
    const body = departure('201');
    await deliver(server.url, 'flexport', body, signed(body));
    await eventually(
      () => events('201'),
      ([event]) => event?.state === 'processed',
    );
    const [before] = await sql`select count(*) from effects`;
    const answer = await deliver(server.url, 'flexport', body, signed(body));
    expect(answer).toMatchObject({ status: 200, body: { received: true, duplicate: true } });
    const [row] = await sql`select status, body from deliveries where id = ${String(answer.body.delivery)}`;
    expect(row).toEqual({ status: 'duplicate', body: null });
    expect((await sql`select count(*) from effects`)[0]).toEqual(before);
  });

  it('that comes five times at the same instant has one effect and five times 200', async () => {
    const body = departure('202');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => deliver(server.url, 'flexport', body, signed(body))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.filter(({ body: { duplicate } }) => duplicate).length).toBe(4);
    expect(await events('202')).toHaveLength(1);
  });

  it('with a token is accepted, in batches too, and a retry with another sentAt is a duplicate', async () => {
    const batch = (sentAt: string) =>
      JSON.stringify({ sentAt, events: [DELIVERED, { ...DELIVERED, event: 'SHIPMENT_BOOKED' }] });
    const first = await deliver(server.url, 'mvmnt', batch('2026-03-14T18:00:05Z'), keyed());
    expect(first).toMatchObject({ status: 200, body: { events: 2 } });
    const retry = await deliver(server.url, 'mvmnt', batch('2026-03-14T18:01:05Z'), keyed());
    expect(retry).toMatchObject({ status: 200, body: { duplicate: true } });
  });

  it('signed with the previous secret is accepted while both are active', async () => {
    const body = departure('203');
    expect((await deliver(server.url, 'flexport', body, signed(body, SECRETS.flexport[1]))).status).toBe(200);
    const token = JSON.stringify({
      sentAt: '2026-03-14T18:00:05Z',
      events: [{ ...DELIVERED, event: 'SHIPMENT_DISPATCHED' }],
    });
    expect((await deliver(server.url, 'mvmnt', token, keyed(SECRETS.mvmnt[1]))).status).toBe(200);
  });

  it("signed in the brief's header, or with SHA-1 in its own, is accepted", async () => {
    const one = departure('204');
    const sha256 = createHmac('sha256', SECRETS.flexport[0]).update(one).digest('hex');
    expect((await deliver(server.url, 'flexport', one, { 'x-hub-signature': `sha256=${sha256}` })).status).toBe(200);
    const two = departure('205');
    const sha1 = createHmac('sha1', SECRETS.flexport[0]).update(two).digest('hex');
    expect((await deliver(server.url, 'flexport', two, { 'x-hub-signature': `sha1=${sha1}` })).status).toBe(200);
  });

  it.each([
    ['no signature', {}],
    ['a short one', { 'x-hub-signature-256': 'sha256=abc' }],
    ['no hexadecimal', { 'x-hub-signature-256': `sha256=${'z'.repeat(64)}` }],
    ['a wrong one', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['a wrong one beside a right older one', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}`, right: 'sha1' }],
    ['the secret itself', { 'x-hub-signature': SECRETS.flexport[0] }],
  ])('with %s is answered 401 with a reason, and not kept', async (_what, headers: Record<string, string>) => {
    const before = await deliveries();
    const body = departure('401');
    const { right, ...sent } = headers;
    const sha1 = createHmac('sha1', SECRETS.flexport[0]).update(body).digest('hex');
    const answer = await deliver(
      server.url,
      'flexport',
      body,
      right ? { ...sent, 'x-hub-signature': `sha1=${sha1}` } : sent,
    );
    expect(answer.status).toBe(401);
    expect(answer.type).toContain('application/problem+json');
    expect(String(answer.body.detail).length).toBeGreaterThan(10);
    expect(JSON.stringify(answer.body)).not.toContain(SECRETS.flexport[0]);
    expect(await deliveries()).toBe(before);
    reasons.add(String(answer.body.detail));
  });

  it('with a wrong or missing token is answered 401', async () => {
    const body = JSON.stringify({ sentAt: '2026-03-14T18:00:05Z', events: [DELIVERED] });
    expect((await deliver(server.url, 'mvmnt', body, keyed('wrong'))).status).toBe(401);
    expect((await deliver(server.url, 'mvmnt', body, {})).status).toBe(401);
  });

  it.each([
    ['not JSON', 'departed!'],
    ['not UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['not the envelope', '{"hello":"world"}'],
    ['empty', ''],
  ])('that is %s is answered 400, and the bytes are kept as a dead letter', async (_what, body) => {
    const answer = await deliver(server.url, 'flexport', body, signed(body));
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.type).toContain('application/problem+json');
    const [row] =
      await sql`select d.status, d.body, e.state, e.reason from deliveries d join events e on e.delivery_id = d.id
      where d.id = ${String(answer.body.delivery)}`;
    expect(row).toMatchObject({ status: 'malformed', state: 'dead_letter' });
    expect(Buffer.from(row?.body)).toEqual(Buffer.from(body));
    expect(row?.reason).not.toBe('');
  });

  it('of an unknown type is answered 200 and unmapped', async () => {
    const body = JSON.stringify({
      _object: '/event',
      id: 777,
      type: '/shipment#teleported',
      created_at: '2026-03-12T00:00:00Z',
      data: {},
    });
    expect((await deliver(server.url, 'flexport', body, signed(body))).status).toBe(200);
    await eventually(
      () => sql`select state from events where type = '/shipment#teleported'`,
      ([event]) => event?.state === 'unmapped',
    );
  });

  it('11: with one poisonous event among three has the other two applied', async () => {
    const good = (event: string) => ({ ...DELIVERED, event, timestamp: '2026-04-01T00:00:00Z' });
    const events = [
      good('SHIPMENT_CREATED'),
      { event: 'SHIPMENT_BOOKED', timestamp: 'yesterday', data: { id: 'x' } },
      good('SHIPMENT_OPEN'),
    ];
    const answer = await deliver(
      server.url,
      'mvmnt',
      JSON.stringify({ sentAt: '2026-04-01T00:00:05Z', events }),
      keyed(),
    );
    expect(answer).toMatchObject({ status: 200, body: { events: 3 } });
    const states = () =>
      sql`select state from events where delivery_id = ${String(answer.body.delivery)} order by position`;
    const settled = await eventually(states, (rows) => rows.every(({ state }) => state !== 'pending'));
    expect(settled.map(({ state }) => state)).toEqual(['processed', 'dead_letter', 'processed']);
  });

  it('that is compressed is answered 415 with the reason, and not kept as something broken', async () => {
    const before = await deliveries();
    const body = gzipSync(departure('415'));
    const answer = await deliver(server.url, 'flexport', body, { ...signed(body), 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 415, body: { detail: expect.stringContaining('Compressed') } });
    expect(await deliveries()).toBe(before);
  });

  it('for an unknown provider is answered 404', async () => {
    expect(await deliver(server.url, 'nobody', '{}', {})).toMatchObject({
      status: 404,
      type: expect.stringContaining('problem+json'),
    });
  });

  it('over 1 MiB is answered 413, whether it says so or not', async () => {
    const body = 'x'.repeat(1024 * 1024 + 1);
    const before = await deliveries();
    expect(await rawPost(server.url, `${UNPROVEN}content-length: ${body.length}\r\n\r\n${body}`)).toContain(' 413 ');
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    expect(await rawPost(server.url, `${UNPROVEN}transfer-encoding: chunked\r\n\r\n${chunk}`)).toContain(' 413 ');
    expect(await deliveries()).toBe(before);
  });

  it('whose headers cannot be a sender of ours is answered 401 before its body is read', async () => {
    expect(await rawPost(server.url, 'content-length: 100\r\n\r\n{"slow":')).toContain(' 401 ');
  });

  it('may come by the short path, and in pieces, and with a byte order mark', async () => {
    const body = `\uFEFF${departure('206')}`;
    const answer = await fetch(`${server.url}/webhooks/flexport`, { method: 'POST', body, headers: signed(body) });
    expect(answer.status).toBe(200);
    const parts = departure('207');
    const half = Math.floor(parts.length / 2);
    const chunks = [parts.slice(0, half), parts.slice(half)]
      .map((part) => `${part.length.toString(16)}\r\n${part}\r\n`)
      .join('');
    const headers = Object.entries(signed(parts))
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    expect(await rawPost(server.url, `${headers}transfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`)).toContain(
      ' 200 ',
    );
  });

  it('that was refused is counted by its reason', async () => {
    expect(reasons.size).toBe(5);
    await eventually(counted, (known) => [...reasons].every((reason) => known.includes(reason)));
  });

  it('whose body dawdles is answered 408', async () => {
    expect(await slow).toContain(' 408 ');
  });
});

/** A signature that may be one: only the body can tell. */
const UNPROVEN = `x-hub-signature-256: sha256=${'0'.repeat(64)}\r\n`;

/** Sends a request line with what follows it, and reads the first line of the answer. */
function rawPost(url: string, rest: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`POST /api/webhooks/flexport HTTP/1.1\r\nhost: ${hostname}\r\n${rest}`);
    });
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
      if (!answer.includes('\r\n')) return;
      resolve(answer.slice(0, answer.indexOf('\r\n')));
      socket.destroy();
    });
    socket.on('error', (error) => (answer === '' ? reject(error) : undefined));
  });
}
