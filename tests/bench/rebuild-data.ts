import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { Unavailable } from '#lib/errors.ts';
import { openStore } from '#lib/inbox/store.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { contentDigests } from '#lib/pipeline/content-digests.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { openQueue } from '#lib/queue/index.ts';
import { RULES } from '#lib/rebuild/rules.ts';
import { noteRulesOfEmpty } from '#lib/rebuild/state.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { compactEvent } from './load.ts';

const EVENTS_PER_SHIPMENT = 5;
const TYPES = ['departed', 'arrived', 'customs_cleared', 'delivered', 'estimated_arrival'];
/** Events sent at once: those of an earlier run are stored but for the last so many. */
const TOGETHER = 2_000;

/** The database of so many events, in a cluster that `fillDatabase` filled. */
export const databaseFor = (events: number) => `rebuilding_${events}`;

/**
 * Stores and processes compact events in the database for so many, in a folder of PostgreSQL that nothing else uses, unless an earlier
 * run has. It forces nothing to the disk meanwhile, so a crash of the machine loses the folder.
 */
export async function fillDatabase(dataDir: string, events: number, note: (line: string) => void): Promise<void> {
  const settings = ['fsync=off', 'full_page_writes=off', 'max_wal_size=8GB'];
  const cluster = await startEmbedded({ dataDir, settings });
  const name = databaseFor(events);
  const admin = openSql(cluster.url, { max: 1 });
  const known = await admin`select from pg_database where datname = ${name}`;
  if (known.length === 0) await admin`create database ${admin(name)}`;
  await admin.end();
  const url = databaseOf(cluster.url, name);
  await prepare(url);
  const sql = openSql(url, { max: 6 });
  // As at the first start of a server: otherwise the server's worker would rebuild too, also during the baseline.
  await noteRulesOfEmpty(sql, RULES.version);
  const [stored] = await sql<{ count: number }[]>`
    select count(*)::int as count from events where state = 'processed'`;
  if ((stored?.count ?? 0) < events) await processEvents(url, events, note);
  await sql`vacuum analyze`;
  await sql.end();
  await cluster.stop();
}

async function processEvents(url: string, events: number, note: (line: string) => void): Promise<void> {
  const sql = openSql(url, { max: 6 });
  const queue = await openQueue(url, { supervise: false });
  const store = openStore(sql, queue, contentDigests);
  const worker = await startWorker(sql, queue);
  const [stored] = await sql<{ count: number }[]>`select count(*)::int as count from events`;
  const send = async (id: number): Promise<void> => {
    const shipments = events / EVENTS_PER_SHIPMENT;
    const type = TYPES[Math.floor(id / shipments)] ?? 'delivered';
    const body = Buffer.from(compactEvent(id, { shipment: id % shipments, type }));
    const receivedAt = new Date().toISOString();
    const opened = flexport.open(body);
    const delivery = { provider: 'flexport', source: 'webhook', receivedAt, remote: '', headers: {}, body } as const;
    // As providers do: what was not confirmed is sent again.
    while (!(await store({ ...delivery, events: opened }).then(() => true, isRefused))) await sleep(1_000);
  };
  const begun = Math.max(0, Math.floor((stored?.count ?? 0) / TOGETHER - 1) * TOGETHER);
  for (let from = begun; from < events; from += TOGETHER) {
    await Promise.all(Array.from({ length: Math.min(TOGETHER, events - from) }, (_, at) => send(from + at)));
    if (from % 100_000 === 0) note(`${from.toLocaleString('en-US')} of ${events.toLocaleString('en-US')} events sent`);
  }
  while ((await sql`select from events where state = 'pending' limit 1`).length > 0) await sleep(100);
  await worker.stop();
  await queue.stop();
  await sql.end();
}

function isRefused(thrown: unknown): false {
  if (thrown instanceof Unavailable) return false;
  throw thrown;
}
