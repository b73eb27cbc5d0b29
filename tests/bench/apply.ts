import { setTimeout as sleep } from 'node:timers/promises';
import { openSql, type Sql } from '#db/client.ts';
import { openStore } from '#lib/inbox/store.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { contentDigests } from '#lib/pipeline/content-digests.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { openQueue } from '#lib/queue/index.ts';
import { transactionId, upsert, writtenSince } from './apply-limit.ts';
import { compactEvent, dayFromNow, event } from './load.ts';

/** A compact event has one milestone; a documented one has full snapshots of shipment and leg, some 2.4 kB. */
export type Form = 'short' | 'documented';
/** Microseconds for each event: of applying it, and of only upserting the rows that applying wrote, in the same batches. */
export type ApplyResult = { form: Form; shipments: number; microseconds: number; limitMicroseconds: number };

const MEASURED = 20_000;

/** The bodies of webhooks: the first about each shipment, and later ones. */
export type Maker = { first: (shipment: number) => string; later: (at: number, shipment: number) => string };
export const MAKERS: Record<Form, Maker> = {
  short: {
    first: (shipment) => compactEvent(shipment, { shipment }),
    later: (at, shipment) =>
      compactEvent(10_000_000 + at, { shipment, type: ['arrived', 'customs_cleared', 'delivered'][at % 3] ?? '' }),
  },
  documented: {
    first: (shipment) => event(shipment, { shipment, eta: etaOf(shipment, 0) }),
    later: (at, shipment) => {
      const types = isLate(shipment) ? ['departed', 'arrived'] : ['departed', 'updated_estimated_time_of_arrival'];
      const eta = etaOf(shipment, at);
      return event(10_000_000 + at, { shipment, type: `/shipment_leg#${types[at % 2]}`, eta });
    },
  },
};

/** One of 25 shipments has exceptions that most of its events change: its ETA has passed, and documents are missing. */
const isLate = (shipment: number) => shipment % 25 === 0;

/** An ETA that most events change by a day or two. */
function etaOf(shipment: number, at: number): string {
  return dayFromNow((isLate(shipment) ? -6 : 10) + (at % 3));
}

/**
 * Fills a database with shipments, then measures how fast one worker applies further events about shipments spread
 * over all of them, and in a copy from before (`copyOf`, of a database without connections) how fast the rows that it wrote can be upserted.
 */
export async function measureApply(
  url: string,
  copyOf: (url: string) => Promise<string>,
  form: Form,
  shipments: number,
): Promise<ApplyResult> {
  await fillDatabase(url, form, shipments);
  const copy = await copyOf(url);
  const { seconds, written } = await applyWaiting(url);
  const sql = openSql(copy, { max: 1 });
  const limitSeconds = await upsert(sql, written);
  await sql.end();
  const perEvent = (duration: number) => Math.round((duration * 1e6) / MEASURED);
  return { form, shipments, microseconds: perEvent(seconds), limitMicroseconds: perEvent(limitSeconds) };
}

/** Stores shipments, and the events to measure, which are pending. */
async function fillDatabase(url: string, form: Form, shipments: number): Promise<void> {
  const sql = openSql(url, { max: 6 });
  const queue = await openQueue(url, { supervise: false });
  const store = openStore(sql, queue, contentDigests);
  const { first, later } = MAKERS[form];
  for (let from = 0; from < shipments; from += 20_000) {
    await fill(store, range(from, Math.min(from + 20_000, shipments), first));
    await drain(sql, queue);
  }
  const spread = spreadOver(shipments);
  await fill(
    store,
    range(0, MEASURED, (at) => later(at, spread(at))),
  );
  await sql`vacuum analyze`;
  await queue.stop();
  await sql.end();
}

/** Chooses a shipment for each event, evenly over all of them. */
export function spreadOver(shipments: number): (at: number) => number {
  return (at) => Math.floor(((at * 0.618_033_988_749) % 1) * shipments);
}

/** Processes what is pending. Returns the duration in seconds, and the rows that were written. */
async function applyWaiting(url: string) {
  const sql = openSql(url, { max: 6 });
  const queue = await openQueue(url, { supervise: false });
  const before = await transactionId(sql);
  const seconds = await drain(sql, queue);
  const [left] = await sql<{ count: string }[]>`select count(*) from events where state <> 'processed'`;
  const written = await writtenSince(sql, before);
  await queue.stop();
  await sql.end();
  if (left?.count !== '0') throw new Error(`${left?.count} events were not applied`);
  return { seconds, written };
}

/** Processes all pending events. Returns the duration in seconds. */
async function drain(sql: Sql, queue: Awaited<ReturnType<typeof openQueue>>): Promise<number> {
  const begun = performance.now();
  const worker = await startWorker(sql, queue);
  while ((await sql`select from events where state = 'pending' limit 1`).length > 0) await sleep(100);
  const seconds = (performance.now() - begun) / 1000;
  await worker.stop();
  return seconds;
}

function* range(from: number, to: number, make: (at: number) => string): Generator<string> {
  for (let at = from; at < to; at += 1) yield make(at);
}

/** Stores bodies as the gateway does, many at a time. */
export async function fill(
  store: ReturnType<typeof openStore>,
  bodies: Iterable<string>,
  atOnce = 2_000,
): Promise<void> {
  let waiting: Promise<unknown>[] = [];
  for (const text of bodies) {
    const body = Buffer.from(text);
    const events = flexport.open(body);
    const receivedAt = new Date().toISOString();
    waiting.push(store({ provider: 'flexport', source: 'webhook', receivedAt, remote: '', headers: {}, body, events }));
    if (waiting.length < atOnce) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
}
