/**
 * `npm run bench:inbox`: how long the inbox, lists of shipments by their exceptions, the timer's sweep, commands for thousands of exceptions
 * and searches take over 1,000,000 shipments with 40,000 exceptions that need attention. Prints a table with the limits, and the rows
 * and pages that each call read, which do not depend on what else the machine does. `-- 10000` measures fewer shipments.
 * Exits with 1 if a p95 is over twice its limit. `BENCH_DATA_DIR` keeps the database for the next runs.
 */
import { openDatabase } from '#db/client.ts';
import { extendEnv } from '#lib/env.ts';
import { orExit, readNumbers } from '#lib/flags.ts';
import { runtime } from '#lib/runtime.ts';
import { API_TOKEN, AUTH_SECRET, SECRETS } from '#tests/support/server.ts';
import { measureBulk } from './bulk.ts';
import { HEAD, type Measured, measureCalls, rowOf } from './calls.ts';
import { type Filled, openCluster } from './database.ts';
import { inboxCalls } from './inbox-calls.ts';
import { restoreExceptions } from './kept-exceptions.ts';
import { searchCalls } from './search-calls.ts';
import { shipmentCalls } from './shipment-calls.ts';
import { measureSweeps } from './sweeps.ts';

const [shipments = 1_000_000] = orExit(() => readNumbers('Usage: npm run bench:inbox -- [shipments]', ['shipments']));

/** A p95 up to so many times its limit counts as held: other work on the machine is in it. */
const GENEROSITY = 2;

const print = (line: string) => process.stdout.write(`${line}\n`);
const note = (line: string) => process.stderr.write(`${line}\n`);

async function measureReading({ databaseUrl, sql }: Filled): Promise<Measured[]> {
  const db = openDatabase(databaseUrl, { max: 4 });
  const connections = { client: db.$client, sql };
  const calls = [...(await inboxCalls(db, sql, shipments)), ...shipmentCalls(db), ...searchCalls(db, shipments)];
  const measured = await measureCalls(connections, calls, note);
  await db.$client.end();
  return measured;
}

/** The greatest heap of this process, in MiB. */
let mostHeap = 0;
const watch = setInterval(() => {
  mostHeap = Math.max(mostHeap, process.memoryUsage().heapUsed / 2 ** 20);
}, 50);

const cluster = await openCluster(note);
let missed = 0;
try {
  const filled = await cluster.fill(shipments);
  const [flexport, mvmnt] = [SECRETS.flexport.join(), SECRETS.mvmnt.join()];
  extendEnv({
    DATABASE_URL: filled.databaseUrl,
    AUTH_SECRET,
    API_TOKEN,
    FLEXPORT_WEBHOOK_SECRET: flexport,
    MVMNT_WEBHOOK_TOKEN: mvmnt,
  });
  await restoreExceptions(filled.sql);
  const measured = await measureReading(filled);
  const before = mostHeap;
  mostHeap = 0;
  measured.push(...(await measureBulk(filled, note)), ...(await measureSweeps(filled, note)));
  await (await runtime()).stop();
  await restoreExceptions(filled.sql);
  for (const line of [HEAD, ...measured.map(rowOf)]) print(line);
  print(`\nheap: ${Math.round(before)} MiB at most while reading, ${Math.round(mostHeap)} MiB in sweeps and commands`);
  const over = measured.filter(({ p95, within }) => p95 > within);
  missed = over.filter(({ p95, within }) => p95 > GENEROSITY * within).length;
  print(over.length === 0 ? 'every limit held' : `over the limit: ${over.map(({ name }) => name).join('; ')}`);
} finally {
  clearInterval(watch);
  await cluster.stop();
}
process.exit(missed > 0 ? 1 : 0);
