/**
 * `npm run bench:busy`: compares ten thousand events of one shipment with ten thousand events of a shipment each, in one run;
 * and two thousand of one shipment that arrive one at a time. Exits 1 if one shipment exceeds the limit.
 */
import { rmSync } from 'node:fs';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { orExit, readFlags } from '#lib/flags.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { type BusyResult, measureBusy, shapes } from './busy.ts';

/** The maximum ratio of the time for one shipment to the time for many. */
const MAX_RATIO = 3;

orExit(() => readFlags('Usage: npm run bench:busy', {}));
const print = (line: string) => process.stdout.write(`${line}\n`);
const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const admin = openSql(cluster.url, { max: 1 });
const results: BusyResult[] = [];
try {
  await admin`create database busy`;
  const url = databaseOf(cluster.url, 'busy');
  await prepare(url);
  for (const shape of shapes) results.push(await measureBusy(url, shape));
  print('| events of one shipment | a shipment each, s | one shipment, s | ratio | one at a time, ms an event |');
  print('|---|---|---|---|---|');
  for (const { shape, one, each, trickle, trickled } of results) {
    const cells = [each.toFixed(1), one.toFixed(1), (one / each).toFixed(2), ((trickle * 1000) / trickled).toFixed(1)];
    print(`| ${shape} | ${cells.join(' | ')} |`);
  }
  print(`limit of the ratio ${MAX_RATIO}`);
} finally {
  await admin.end();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(results.every(({ one, each }) => one <= MAX_RATIO * each) ? 0 : 1);
