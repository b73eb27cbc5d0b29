/**
 * `npm run bench:reconcile`: an initial and a second reconciliation of 100,000 shipments with all their parts and records, compared with a loop
 * that only fetches the same pages: with an API that responds at once, which none does, and with one that takes 25 ms. Prints a table.
 * `-- 10000` takes that many shipments instead, `-- 10000 25` only the API that takes 25 ms.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { orExit, readNumbers } from '#lib/flags.ts';
import { openStore } from '#lib/inbox/store.ts';
import { contentDigests } from '#lib/pipeline/content-digests.ts';
import type { Api } from '#lib/providers/api.ts';
import { createHttpClient } from '#lib/providers/http.ts';
import { providers } from '#lib/providers/index.ts';
import { openQueue } from '#lib/queue/index.ts';
import { openAdvisoryLocks } from '#lib/reconcile/advisory-lock.ts';
import { connect } from '#lib/reconcile/connect.ts';
import { reconcile } from '#lib/reconcile/run.ts';
import { variablesOf } from '#tests/support/api-variables.ts';
import { prepare } from '#tests/support/cluster.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const USAGE = 'Usage: npm run bench:reconcile -- [shipments] [milliseconds that the API takes]';
const [SHIPMENTS = 100_000, LAG] = orExit(() => readNumbers(USAGE, ['shipments', 'milliseconds']));
/** The response time of the API, milliseconds. */
const LAGS = LAG === undefined ? [0, 25] : [LAG];
const print = (line: string) => process.stdout.write(`${line}\n`);
const note = (line: string) => process.stderr.write(`${line}\n`);

/** Without the event log: to write it the emulator replays whole shipments, which would dominate the time. */
const listsOf = (api: Api): Api => ({ kinds: api.kinds, page: api.page.bind(api), read: api.read.bind(api) });

async function startProvider() {
  const program = join(import.meta.dirname, 'targets/api.ts');
  const child = spawn(process.execPath, ['--max-old-space-size=16000', program, String(SHIPMENTS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ...(JSON.parse(String(line)) as { urls: Record<'flexport' | 'mvmnt', string> }) };
}

/** Fetches every page of every list, one after the other, and discards it. */
async function fetchOnly(api: Api): Promise<number> {
  let pages = 0;
  for (const { kind } of api.kinds) {
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Api['page']>> = await api.page(kind, { since: null, cursor });
      cursor = page.next;
      pages += 1;
    } while (cursor !== null);
  }
  return pages;
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - begun) / 1_000 };
}

/** The maximum memory after the first tenth of the work, relative to the memory at that time. */
function watchMemory() {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(process.memoryUsage().heapUsed / 1e6), 200);
  return () => {
    clearInterval(timer);
    const early = Math.max(...samples.slice(0, Math.max(1, Math.ceil(samples.length / 10))));
    return { early: Math.round(early), most: Math.round(Math.max(...samples)) };
  };
}

note(`making a world of ${SHIPMENTS.toLocaleString('en-GB')} shipments`);
const { child, urls } = await startProvider();
const cluster = await startEmbedded({ dataDir: temporaryFolder() });
try {
  const { url } = cluster;
  await prepare(url);
  const durable = openSql(url, { max: 3 });
  const sql = openSql(url, { max: 4, asynchronousCommit: true });
  const queue = await openQueue(url, { supervise: false });
  const provider = providers.find(({ api }) => api?.eventLog);
  const env = { ...variablesOf({ urls }), FLEXPORT_API_TOKEN: 'emulated-key' };
  const bare = provider?.api?.connect({
    env,
    createClient: (base) => createHttpClient(base),
    token: (renew) => renew().then(({ token }) => token),
  });
  const api = provider && connect(sql, provider, env);
  if (!provider || !bare || !api) throw new Error('the emulated provider cannot be reached');
  const work = {
    sql,
    store: openStore(durable, queue, contentDigests),
    provider: provider.name,
    api: listsOf(api),
    withLock: openAdvisoryLocks(url),
  };
  note('fetching everything once, so that the lists are laid out');
  await fetchOnly(bare);
  print(
    '| | answers after | pages | pages a second | of fetching only | heap after a tenth, at most |\n|---|---|---|---|---|---|',
  );
  for (const lag of LAGS) {
    child.stdin.write(`${lag}\n`);
    await sleep(100);
    await sql`truncate snapshots, reconcile_runs, drift, deliveries, events`;
    note(`${lag} ms: fetching only`);
    const fetched = await timed(() => fetchOnly(bare));
    const bar = fetched.value / fetched.seconds;
    print(`| fetching only | ${lag} ms | ${count(fetched.value)} | ${bar.toFixed(1)} | 1.00 | |`);
    for (const title of ['a first run, all of it new', 'a second run, nothing new']) {
      note(`${lag} ms: ${title}`);
      const memory = watchMemory();
      const { value, seconds } = await timed(() => reconcile(work, 'full'));
      const { early, most } = memory();
      const rate = (value?.pages ?? 0) / seconds;
      print(
        `| ${title} | ${lag} ms | ${count(value?.pages ?? 0)} | ${rate.toFixed(1)} | ${(rate / bar).toFixed(2)} | ${early}, ${most} MB |`,
      );
    }
  }
  await queue.stop();
  await Promise.all([sql.end(), durable.end()]);
} finally {
  child.kill();
  await cluster.stop();
}

function count(pages: number): string {
  return pages.toLocaleString('en-GB');
}
