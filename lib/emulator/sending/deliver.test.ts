import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createWorld } from '#lib/emulator/world/index.ts';
import { deliverAll } from './deliver.ts';
import { runLive } from './live.ts';
import { signatureHeaders, styleOf } from './sign.ts';

type Received = { url: string; headers: IncomingHttpHeaders; body: string };

const secrets = { flexport: 'whsec-test', mvmnt: 'token-test' };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(answer: (received: Received) => number) {
  const received: Received[] = [];
  const sockets = new Set<unknown>();
  const server = createServer(async (request, response) => {
    sockets.add(request.socket);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const one = { url: request.url ?? '', headers: request.headers, body };
    received.push(one);
    response.writeHead(answer(one)).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { received, sockets, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const world = () => createWorld({ seed: 9, start: new Date('2025-02-01T00:00:00Z'), shipments: 8 }).deliveries();
const total = [...world()].length;

test('posts every body to its provider, signed, over few connections', async () => {
  const { received, sockets, baseUrl } = await serve(() => 200);
  const counts = await deliverAll(world(), { baseUrl, secrets, concurrency: 4 });
  expect(counts).toEqual({ delivered: total, failed: 0, retried: 0, answers: { 200: total } });
  expect(sockets.size).toBeLessThanOrEqual(4);
  for (const { url, headers, body } of received) {
    const provider = url === '/api/webhooks/mvmnt' ? 'mvmnt' : 'flexport';
    const expected = signatureHeaders(styleOf(provider, body), secrets[provider], body);
    for (const [name, value] of Object.entries(expected)) expect(headers[name.toLowerCase()]).toBe(value);
  }
});

test('one at a time keeps the order', async () => {
  const { received, baseUrl } = await serve(() => 200);
  await deliverAll(world(), { baseUrl, secrets, concurrency: 1 });
  expect(received.map(({ body }) => body)).toEqual([...world()].map(({ body }) => body));
});

test('retries a rejected delivery, and stops after the last retry', async () => {
  const seen = new Set<string>();
  const flaky = await serve(({ body }) => (seen.size === seen.add(body).size ? 200 : 503));
  const corrected = await deliverAll(world(), { baseUrl: flaky.baseUrl, secrets, backoffMs: 1 });
  expect(corrected.delivered).toBe(total);
  expect(corrected).toMatchObject({ retried: total, answers: { 200: total, 503: total } });
  const dead = await serve(() => 500);
  const failing = await deliverAll(world(), { baseUrl: dead.baseUrl, secrets, retries: 1, backoffMs: 1 });
  expect(failing).toMatchObject({ delivered: 0, failed: total, answers: { 500: total * 2 } });
});

test('counts deliveries without a response, and stops when the signal aborts', async () => {
  const refused = await deliverAll(world(), { baseUrl: 'http://127.0.0.1:1', secrets, retries: 0 });
  expect(refused.answers).toEqual({ network: total });
  const stop = new AbortController();
  const { received, baseUrl } = await serve(() => 200);
  const onDelivered = () => stop.abort();
  await deliverAll(world(), { baseUrl, secrets, concurrency: 1, signal: stop.signal, onDelivered });
  expect(received.length).toBe(1);
});

test('the demo sends its history, then goes on, and no event is in the future', async () => {
  const { received, baseUrl } = await serve(() => 200);
  const stop = new AbortController();
  const lines: string[] = [];
  const log = (line: string) => {
    lines.push(line);
    if (line.startsWith('live')) setTimeout(() => stop.abort(), 400);
  };
  await runLive({ baseUrl, secrets, seed: 2, shipments: 10, speed: 20_000, log, signal: stop.signal });
  const past = Number(/(\d+) webhooks in/.exec(lines.join('\n'))?.[1]);
  expect(past).toBeGreaterThan(100);
  expect(received.length).toBeGreaterThan(past);
  for (const { body } of received) {
    const reportedAt = /"(?:created_at|sentAt)":"([^"]+)"/.exec(body)?.[1];
    if (reportedAt) expect(Date.parse(reportedAt)).toBeLessThanOrEqual(Date.now());
  }
});

test('the demo states how many forged webhooks it sent, apart from those that failed', async () => {
  const isSigned = ({ url, headers, body }: Received) => {
    const provider = url === '/api/webhooks/mvmnt' ? 'mvmnt' : 'flexport';
    const expected = Object.entries(signatureHeaders(styleOf(provider, body), secrets[provider], body));
    return expected.every(([name, value]) => headers[name.toLowerCase()] === value);
  };
  const { received, baseUrl } = await serve((one) => (isSigned(one) ? 200 : 401));
  const stop = new AbortController();
  const lines: string[] = [];
  const log = (line: string) => {
    lines.push(line);
    if (line.startsWith('live')) stop.abort();
  };
  const chaos = { badSignature: 0.1 };
  await runLive({ baseUrl, secrets, seed: 2, shipments: 10, chaos, log, signal: stop.signal });
  const forged = received.filter((one) => !isSigned(one)).length;
  expect(forged).toBeGreaterThan(5);
  const sent = lines.find((line) => line.startsWith('history sent')) ?? '';
  expect(sent).toContain(`. ${forged} with a wrong signature were sent too, and rejected as they should be`);
  expect(sent).not.toContain('failed');
});
