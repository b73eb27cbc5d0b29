import { setTimeout as sleep } from 'node:timers/promises';
import { openSql, type Sql } from '#db/client.ts';
import { unreadableKey } from '#lib/inbox/headers.ts';
import { openStore } from '#lib/inbox/store.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { openQueue } from '#lib/queue/index.ts';
import { event } from './load.ts';

export type ApplyResult = { shipments: number; events: number; perSecond: number; microsecondsPerEvent: number };

const MEASURED = 20_000;

/**
 * Fills a database with shipments, then measures how quickly one worker applies events about shipments picked at random
 * among them: departures, revised estimates and arrivals, each with the full snapshot that the provider sends.
 */
export async function measureApply(url: string, shipments: number, say: (line: string) => void): Promise<ApplyResult> {
  const sql = openSql(url, { max: 6 });
  const queue = await openQueue(url, { supervise: false });
  const store = openStore(sql, queue);
  const put = (bodies: Iterable<string>) => fill(store, bodies);
  const drain = async () => {
    const begun = performance.now();
    const [before] = await pending(sql);
    const worker = await startWorker(sql, queue);
    while ((await pending(sql))[0]?.count !== '0') await sleep(200);
    const seconds = (performance.now() - begun) / 1000;
    await worker.stop();
    return { events: Number(before?.count), seconds };
  };
  for (let from = 0; from < shipments; from += 20_000) {
    await put(range(from, Math.min(from + 20_000, shipments), (at) => event(at, { shipment: at })));
    await drain();
    say(`  ${Math.min(from + 20_000, shipments)} of ${shipments} shipments are there`);
  }
  await sql`vacuum analyze`;
  const kinds = ['departed', 'updated_estimated_time_of_arrival', 'arrived'];
  await put(
    range(0, MEASURED, (at) => {
      const shipment = Math.floor(((at * 0.618_033_988_749) % 1) * shipments);
      return event(10_000_000 + at, {
        shipment,
        type: `/shipment_leg#${kinds[at % 3]}`,
        eta: `2026-04-${String(1 + (at % 28)).padStart(2, '0')}`,
      });
    }),
  );
  const { events, seconds } = await drain();
  await queue.stop();
  await sql.end();
  if (events !== MEASURED) throw new Error(`${events} of ${MEASURED} events were applied`);
  return {
    shipments,
    events,
    perSecond: Math.round(events / seconds),
    microsecondsPerEvent: Math.round((seconds * 1e6) / events),
  };
}

const pending = (sql: Sql) => sql<{ count: string }[]>`select count(*) from events where state = 'pending'`;

function* range(from: number, to: number, make: (at: number) => string): Generator<string> {
  for (let at = from; at < to; at += 1) yield make(at);
}

/** Stores bodies as the lane would, many at a time. */
async function fill(store: ReturnType<typeof openStore>, bodies: Iterable<string>): Promise<void> {
  let waiting: Promise<unknown>[] = [];
  for (const text of bodies) {
    const body = Buffer.from(text);
    const opened = flexport.open(body);
    if (opened[0]?.key === unreadableKey(body)) throw new Error('The bench makes unreadable events');
    const receivedAt = new Date().toISOString();
    waiting.push(
      store({ provider: 'flexport', source: 'webhook', receivedAt, remote: '', headers: {}, body, events: opened }),
    );
    if (waiting.length === 2_000) {
      await Promise.all(waiting);
      waiting = [];
    }
  }
  await Promise.all(waiting);
}
