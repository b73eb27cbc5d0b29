/**
 * `npm run chaos:redis`: what happens to Redis and the worker while 200 webhooks a second arrive, with `QUEUE=bullmq`. Prints a table and
 * exits 1 if a webhook is lost, is applied twice, or waits longer than a minute after the last fault.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { orExit, readFlags, readNumber } from '#lib/flags.ts';
import { buildPages, needsBuild } from '#lib/host/next-app.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { startRedis } from '#tests/support/redis.ts';
import { type Endured, endureFaults, endureLoss } from '#tests/support/redis-faults.ts';
import { startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const USAGE = 'Usage: npm run chaos:redis -- [--rate 200] [--pause 30] [--kills 20] [--program redis-server]';
const { program, ...faults } = orExit(() => {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { rate: text('200'), pause: text('30'), kills: text('20'), program: text('redis-server') };
  const { values } = readFlags(USAGE, { options });
  return {
    program: values.program,
    perSecond: readNumber(USAGE, '--rate', values.rate),
    pauseMs: 1_000 * readNumber(USAGE, '--pause', values.pause),
    workerKills: readNumber(USAGE, '--kills', values.kills),
    betweenMs: 3_000,
  };
});
const DRAINED_WITHIN_SECONDS = 60;
const AWAY_SECONDS = 60;

const ROOT = join(import.meta.dirname, '../../..');
const progress = (line: string) => process.stderr.write(`${line}\n`);

function row(name: string, { acknowledged, refused, missing, doubled, drainedSeconds, said }: Endured): string {
  const numbers = [acknowledged, refused, missing, doubled, `${drainedSeconds.toFixed(1)} s`, said.join(', ')];
  return `| ${name} | ${numbers.join(' | ')} |\n`;
}

if (needsBuild(ROOT)) await buildPages(ROOT);
const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const admin = openSql(cluster.url, { max: 1 });
await admin.unsafe('create database chaos');
await admin.end();
const databaseUrl = databaseOf(cluster.url, 'chaos');
await prepare(databaseUrl);
const sql = openSql(databaseUrl, { max: 2 });
const first = await startRedis({ program });
const server = await startServer({ databaseUrl, env: { QUEUE: 'bullmq', REDIS_URL: first.url } });
try {
  const setting = { server, sql, faults, progress };
  const { redis, ...endured } = await endureFaults(setting, first);
  progress('Redis is killed for good');
  const alone = await endureLoss(setting, redis, AWAY_SECONDS);
  process.stdout.write(
    `| ${faults.perSecond} webhooks a second | answered 200 | refused | lost | doubled | nothing waits after | health |\n` +
      `| --- | --- | --- | --- | --- | --- | --- |\n${row('faults', endured)}${row('without Redis', alone)}`,
  );
  const isMissed = ({ missing, doubled, drainedSeconds }: Endured) =>
    missing + doubled > 0 || drainedSeconds > DRAINED_WITHIN_SECONDS;
  process.exitCode = isMissed(endured) || isMissed(alone) ? 1 : 0;
} finally {
  await server.stop();
  await sql.end();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
