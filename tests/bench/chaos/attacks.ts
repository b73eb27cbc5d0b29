import { createHmac, randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type AttackOptions = { url: string; secret: string; token: string; signal: AbortSignal };

/** One kind of attack: what it sends each time, and how often. */
type Attack = { name: string; everyMs: number; strike: (options: AttackOptions, round: number) => Promise<unknown> };

/** Names that reach the prototype of an object if keys are not checked. */
const HOSTILE_NAMES = [
  '__proto__',
  'constructor',
  'valueOf',
  'toString',
  'hasOwnProperty',
  '\u0000',
  '\ud83d',
  'x'.repeat(3_000),
];
const MIB = 1024 * 1024;

const ATTACKS: readonly Attack[] = [
  { name: 'names that are properties', everyMs: 500, strike: hostileNames },
  { name: '1 MiB with 400 events', everyMs: 5_000, strike: (options, round) => largeBatch(options, round, 400) },
  {
    name: '1 MiB with as many events as a delivery may hold',
    everyMs: 45_000,
    strike: (options, round) => largeBatch(options, round, 5_000),
  },
  {
    name: 'a delivery of 33,000 events',
    everyMs: 10_000,
    strike: (options, round) => largeBatch(options, round, 33_000),
  },
  { name: 'one busy shipment', everyMs: 30_000, strike: busyShipment },
  { name: 'poison', everyMs: 500, strike: poison },
  { name: 'wrong signatures', everyMs: 50, strike: wrongSignature },
  { name: '800 connections that hold a declared MiB', everyMs: 20_000, strike: heldBodies },
  { name: 'bodies that are too large', everyMs: 2_000, strike: tooLarge },
  { name: 'pages without a session', everyMs: 40, strike: pageLoads },
  { name: 'the API documentation', everyMs: 50, strike: ({ url, signal }) => get(`${url}/docs/api`, signal) },
  {
    name: 'bursts of page loads',
    everyMs: 30_000,
    strike: (options) => Promise.all(Array.from({ length: 500 }, () => pageLoads(options))),
  },
  { name: 'sign-ins', everyMs: 100, strike: signIn },
  {
    name: 'bursts of sign-ins',
    everyMs: 60_000,
    strike: (options, round) =>
      Promise.all(Array.from({ length: 100 }, (_, at) => signIn(options, round * 1_000 + at))),
  },
  { name: 'sign-in bodies of 60 MB', everyMs: 10_000, strike: largeSignIn },
  { name: 'odd methods and cursors', everyMs: 1_000, strike: oddities },
];

export type Struck = { name: string; times: number };

/** Runs all attacks at once until the signal, each at its own rate and with a limited number of requests in flight. */
export async function attackAll(options: AttackOptions): Promise<Struck[]> {
  return Promise.all(ATTACKS.map((attack) => repeat(attack, options)));
}

/** Requests of one attack in flight; high enough that a slow server still gets its rate. */
const ABREAST = 50;

async function repeat({ name, everyMs, strike }: Attack, options: AttackOptions): Promise<Struck> {
  const under = new Set<Promise<unknown>>();
  let times = 0;
  while (!options.signal.aborted) {
    if (under.size < ABREAST) {
      const struck = strike(options, times)
        .catch(() => {})
        .finally(() => under.delete(struck));
      under.add(struck);
      times += 1;
    }
    await sleep(everyMs, undefined, { signal: options.signal }).catch(() => {});
  }
  await Promise.race([Promise.all(under), sleep(15_000)]);
  return { name, times };
}

async function signedPost({ url, secret, signal }: AttackOptions, body: string): Promise<void> {
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'x-hub-signature-256': `sha256=${digest}`, 'content-type': 'application/json' };
  await drain(fetch(`${url}/api/webhooks/flexport`, { method: 'POST', body, headers, signal }));
}

async function tokenPost({ url, token, signal }: AttackOptions, body: string): Promise<void> {
  const headers = { 'x-api-key': token, 'content-type': 'application/json' };
  await drain(fetch(`${url}/api/webhooks/mvmnt`, { method: 'POST', body, headers, signal }));
}

async function get(url: string, signal: AbortSignal): Promise<void> {
  await drain(fetch(url, { redirect: 'manual', signal }));
}

async function drain(answering: Promise<Response>): Promise<void> {
  await (await answering).arrayBuffer();
}

function hostileNames(options: AttackOptions, round: number): Promise<void> {
  const name = HOSTILE_NAMES[round % HOSTILE_NAMES.length] ?? '';
  const data = {
    shipment_id: name,
    milestone: 'departed',
    occurred_at: '2026-03-12T14:30:00Z',
    container_id: name,
    container_number: name,
    location: { name, country: name },
  };
  return signedPost(options, JSON.stringify({ id: `${name}-${round}`, type: 'shipment.milestone', data }));
}

/** One body of about a MiB. */
function largeBatch(options: AttackOptions, round: number, count: number): Promise<void> {
  const timestamp = new Date().toISOString();
  const events = Array.from({ length: count }, (_, at) => ({
    event: 'SHIPMENT_BOOKED',
    timestamp,
    data: { id: randomUUID(), friendlyId: `L${round}-${at}` },
  }));
  const body = JSON.stringify({ sentAt: timestamp, events });
  const left = Math.max(0, Math.floor((MIB - body.length - 100) / count));
  const padded = events.map((event) => ({
    ...event,
    data: { ...event.data, description: 'x'.repeat(Math.max(0, left - 20)) },
  }));
  return tokenPost(options, JSON.stringify({ sentAt: timestamp, events: padded }).slice(0, 8 * MIB));
}

/** 1,500 events of one shipment, each with a place and a container of its own. */
async function busyShipment(options: AttackOptions, round: number): Promise<void> {
  for (let at = 0; at < 1_500 && !options.signal.aborted; at += 25) {
    await Promise.all(
      Array.from({ length: 25 }, (_, index) => {
        const number = at + index;
        const data = {
          shipment_id: `BUSY-${round}`,
          milestone: 'departed',
          container_id: `c${number}`,
          occurred_at: new Date(Date.now() - number * 60_000).toISOString(),
          location: { name: `Port ${number}`, country: 'CN' },
        };
        return signedPost(options, JSON.stringify({ id: `busy-${round}-${number}`, type: 'shipment.milestone', data }));
      }),
    );
  }
}

function poison(options: AttackOptions, round: number): Promise<void> {
  return tokenPost(
    options,
    JSON.stringify({
      sentAt: new Date().toISOString(),
      events: [{ event: 'SHIPMENT_BOOKED', timestamp: 'yesterday', data: { id: `poison-${round}` } }],
    }),
  );
}

async function wrongSignature({ url, signal }: AttackOptions, round: number): Promise<void> {
  const headers = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
  await drain(
    fetch(`${url}/api/webhooks/flexport`, { method: 'POST', body: `{"id":"wrong-${round}"}`, headers, signal }),
  );
}

/** Connections that promise a MiB, send most of it and stop. */
async function heldBodies({ url, signal }: AttackOptions): Promise<void> {
  const { port } = new URL(url);
  const head = `POST /api/webhooks/flexport HTTP/1.1\r\nhost: a\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\ncontent-length: ${MIB}\r\n\r\n`;
  const part = Buffer.alloc(MIB - 1, 'x');
  const sockets: Socket[] = [];
  for (let at = 0; at < 800 && !signal.aborted; at += 1) {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(head);
      socket.write(part);
    });
    socket.on('error', () => {});
    sockets.push(socket);
    if (at % 50 === 49) await sleep(100);
  }
  await sleep(8_000, undefined, { signal }).catch(() => {});
  for (const socket of sockets) socket.destroy();
}

async function tooLarge({ url, signal }: AttackOptions): Promise<void> {
  const headers = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
  await drain(fetch(`${url}/api/webhooks/flexport`, { method: 'POST', body: Buffer.alloc(10 * MIB), headers, signal }));
}

const PAGES = [
  '/',
  '/sign-in',
  '/shipments',
  '/invoices?sort=due',
  '/deliveries',
  '/nowhere',
  '/api/v1/shipments',
  '/api/live',
  '/api/health',
];

let turn = 0;

function pageLoads({ url, signal }: AttackOptions): Promise<void> {
  turn += 1;
  return get(`${url}${PAGES[turn % PAGES.length]}`, signal);
}

async function signIn({ url, signal }: AttackOptions, round: number): Promise<void> {
  const token = await fetch(`${url}/api/auth/csrf`, { signal });
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const form = new URLSearchParams({
    csrfToken,
    email: `unknown-${round}@example.com`,
    password: 'guess-me-if-you-can',
  });
  const headers = {
    cookie: token.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  };
  await drain(
    fetch(`${url}/api/auth/callback/credentials`, { method: 'POST', body: form, headers, redirect: 'manual', signal }),
  );
}

async function largeSignIn({ url, signal }: AttackOptions): Promise<void> {
  await drain(fetch(`${url}/api/auth/callback/credentials`, { method: 'POST', body: Buffer.alloc(60 * MIB), signal }));
}

async function oddities({ url, signal }: AttackOptions): Promise<void> {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1', () => socket.write('TRACE / HTTP/1.1\r\nhost: a\r\n\r\n'));
  socket.on('error', () => {});
  socket.setTimeout(2_000, () => socket.destroy());
  await get(`${url}/api/v1/shipments?cursor=${encodeURIComponent('0000-01-01T00:00:00Z|x')}&q=%00`, signal);
  socket.destroy();
}
