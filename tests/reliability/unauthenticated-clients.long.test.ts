import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { BEARER } from '#tests/support/api.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { processOf } from '#tests/support/processes.ts';
import { type Server, startServer } from '#tests/support/server.ts';
import { deliver, departure, keyed, signed } from '#tests/support/signed.ts';

const MIB = 1024 * 1024;
/** A signature of valid form. */
const UNPROVEN = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };

let server: Server;
let sql: Sql;
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 2 });
  server = await startServer({ databaseUrl });
});
afterAll(async () => {
  await server.stop();
  await sql.end();
});

let next = 0;
async function good(): Promise<number> {
  next += 1;
  const body = departure(`good-${next}`);
  return (await deliver(server.url, 'flexport', body, signed(body))).status;
}

const statusOf = async (path: string, init: RequestInit = {}) => (await fetch(`${server.url}${path}`, init)).status;

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/api/metrics`, { headers: BEARER })).text();
  const line = text.split('\n').find((one) => one.startsWith(`fairlead_${name} `));
  return Number(line?.split(' ')[1] ?? Number.NaN);
}

/** Connections that send the given text and then nothing. */
async function hold(count: number, parts: readonly (string | Buffer)[]): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    return socket.on('error', () => {}).on('data', () => {});
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return sockets;
}

/** The status line of the response to a raw request. */
function answerTo(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(text, 'latin1'));
    socket.once('data', (chunk) => {
      resolve(String(chunk).split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed without an answer')));
  });
}

describe('19: a body that is too large', () => {
  it('is answered 413, also if the client reads only after sending all', async () => {
    const body = Buffer.alloc(10 * MIB, 'x');
    const chunked = new ReadableStream({
      start(controller) {
        controller.enqueue(body);
        controller.close();
      },
    });
    const post = { method: 'POST', headers: UNPROVEN };
    expect(await statusOf('/api/webhooks/flexport', { ...post, body })).toBe(413);
    expect(await statusOf('/api/webhooks/flexport', { ...post, body: chunked, duplex: 'half' } as RequestInit)).toBe(
      413,
    );
  });

  it('is rejected before it is sent if the client expects 100-continue', async () => {
    const head = `POST /api/webhooks/flexport HTTP/1.1\r\nhost: a\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\n`;
    expect(await answerTo(`${head}content-length: ${10 * MIB}\r\nexpect: 100-continue\r\n\r\n`)).toContain(' 413 ');
    expect(await answerTo(`${head}content-length: 10\r\nexpect: 100-continue\r\n\r\n`)).toContain(' 100 ');
  });

  it('is rejected at every other path too', async () => {
    const body = Buffer.alloc(60 * MIB);
    expect(await statusOf('/api/auth/callback/credentials', { method: 'POST', body })).toBe(413);
    expect(await statusOf('/api/v1/requests', { method: 'POST', body, headers: BEARER })).toBe(413);
    expect(await good()).toBe(200);
  });
});

describe('requests of unauthenticated clients', () => {
  it('are never answered 5xx, whatever the method or target', async () => {
    for (const line of [
      'TRACE / HTTP/1.1',
      'BREW /coffee HTTP/1.1',
      'GET //webhooks HTTP/1.1',
      'GET http://a/ HTTP/1.1',
      'OPTIONS * HTTP/1.1',
      'GET /%00 HTTP/1.1',
      'GET /\u00ff\u00fe HTTP/1.1',
      'GET /\u00e9?q=\u00e9 HTTP/1.1',
      'GET relative HTTP/1.1',
      'GET /%ff%fe HTTP/1.1',
      'GET /shipments/%E0%A4%A HTTP/1.1',
    ]) {
      const status = Number((await answerTo(`${line}\r\nhost: a\r\n\r\n`)).split(' ')[1]);
      expect([line, status >= 200 && status < 500]).toEqual([line, true]);
    }
  });

  it('use no more memory than configured when 800 connections hold a MiB each, and valid webhooks are answered', async () => {
    const head = `POST /api/webhooks/flexport HTTP/1.1\r\nhost: a\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\ncontent-length: ${MIB}\r\n\r\n`;
    await hold(800, [head, Buffer.alloc(MIB - 1)]);
    await eventually(
      () => metric('in_flight_body_bytes'),
      (bytes) => bytes > 8 * MIB,
    );
    const bytes: number[] = [];
    for (let at = 0; at < 20; at += 1) {
      expect(await good()).toBe(200);
      bytes.push(await metric('in_flight_body_bytes'));
    }
    expect(Math.max(...bytes)).toBeLessThanOrEqual(16 * MIB);
  });

  it('cannot block others by holding connections: the longest idle ones are closed', async () => {
    const silent = await hold(2_100, ['POST /api/webhooks/flexport HTTP/1.1\r\n']);
    await eventually(
      async () => silent.filter(({ destroyed }) => destroyed).length,
      (closed) => closed >= 100,
    );
    expect(await good()).toBe(200);
    expect(await metric('open_connections')).toBeLessThanOrEqual(2_000);
  });
});

describe('a single client', () => {
  it('that pipelines thousands of requests does not delay others', async () => {
    const many = 'GET /api/health/live HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(4_000);
    const sockets = await hold(200, [many]);
    for (let at = 0; at < 5; at += 1) expect(await good()).toBe(200);
    await eventually(
      async () => sockets.every(({ destroyed }) => destroyed),
      (closed) => closed,
    );
    // Few of their requests were answered: 4,000 responses would exceed a megabyte.
    for (const { bytesRead } of sockets) expect(bytesRead).toBeLessThan(50_000);
  });
});

describe('webhooks and health', () => {
  it('are answered while the pages hang', async () => {
    const pages = processOf(server.pid, 'pages')?.pid ?? 0;
    process.kill(pages, 'SIGSTOP');
    onTestFinished(() => void process.kill(pages, 'SIGCONT'));
    void fetch(`${server.url}/sign-in`).catch(() => {});
    await sleep(100);
    expect(await good()).toBe(200);
    expect(await statusOf('/api/health')).toBe(200);
    expect(await statusOf('/api/health/ready')).toBe(200);
  });

  it('are answered after the pages or the worker were killed, and both restart', async () => {
    for (const part of ['pages', 'worker'] as const) {
      const before = processOf(server.pid, part)?.pid ?? 0;
      process.kill(before, 'SIGKILL');
      expect(await good()).toBe(200);
      expect(await statusOf('/api/health')).toBe(200);
      await eventually(
        async () => processOf(server.pid, part)?.pid ?? before,
        (pid) => pid !== before,
      );
    }
    await eventually(
      () => statusOf('/icon.svg'),
      (status) => status === 200,
    );
    await eventually(
      () => sql`select from events where state = 'pending'`,
      (rows) => rows.length === 0,
    );
  });

  it('when nothing can be stored: health and readiness are 503 with the reason, liveness stays 200', async () => {
    await sql.begin(async (tx) => {
      await tx`lock table deliveries in access exclusive mode`;
      const health = await eventually(
        async () => fetch(`${server.url}/api/health`),
        ({ status }) => status === 503,
      );
      expect(await health.json()).toMatchObject({
        status: 'unavailable',
        reason: 'Nothing can be stored at the moment',
      });
      expect(await statusOf('/api/health/ready')).toBe(503);
      expect(await statusOf('/api/health/live')).toBe(200);
    });
    await eventually(
      () => statusOf('/api/health'),
      (status) => status === 200,
    );
  });

  it('have metrics of queued, failed and in-flight events', async () => {
    const text = await (await fetch(`${server.url}/api/metrics`, { headers: BEARER })).text();
    const names = text.split('\n').map((line) => line.split(' ')[0]);
    for (const name of [
      'inbox_events{state="pending"}',
      'inbox_events{state="dead_letter"}',
      'inbox_failed_attempts',
      'source_refused{provider="mvmnt"}',
      'in_flight{kind="webhook"}',
      'event_loop_delay_seconds{process="gateway"}',
      'process_memory_bytes{process="worker"}',
      'process_restarts{process="pages"}',
    ])
      expect(names).toContain(`fairlead_${name}`);
  });
});

describe('an inbox without a worker', () => {
  it('makes health 503 after a minute, with age and number of its events', async () => {
    const databaseUrl = await ownDatabase();
    const web = await startServer({ databaseUrl, flags: ['--web'], until: 'gateway' });
    onTestFinished(() => web.stop());
    const body = JSON.stringify({
      sentAt: '2026-03-14T18:00:05Z',
      events: [{ event: 'SHIPMENT_BOOKED', timestamp: '2026-03-14T18:00:00Z', data: { id: 'waiting' } }],
    });
    expect((await deliver(web.url, 'mvmnt', body, keyed())).status).toBe(200);
    expect((await fetch(`${web.url}/api/health`)).status).toBe(200);
    const own = openSql(databaseUrl, { max: 1 });
    await own`update events set received_at = now() - interval '61 seconds'`;
    await own.end();
    const health = await eventually(
      async () => fetch(`${web.url}/api/health`),
      ({ status }) => status === 503,
    );
    expect(await health.json()).toMatchObject({
      reason: expect.stringMatching(/^Nothing was processed for 6\d s although 1 events? waits?$/),
    });
  });
});
