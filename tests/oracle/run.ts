/**
 * `npm run oracle`: generates worlds with 10,000 shipments in total, whose webhooks are lost, repeated and reordered, and compares
 * the screens at random times with the state expected from the worlds' records. Prints all differences; exits 1 if there are any.
 * `-- --shipments 1000 --seed 7` sets the number of shipments and the seed, `--world 12` repeats only that world.
 */
import './silence-log.ts';
import { rmSync } from 'node:fs';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { createWorld, State } from '#lib/emulator/index.ts';
import { Random } from '#lib/emulator/world/random.ts';
import { orExit, readFlags, readNumber } from '#lib/flags.ts';
import { databaseOf, prepare, TEMPLATE } from '#tests/support/cluster.ts';
import { openEmulated } from '#tests/support/emulated-runtime.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { compareAt } from './compare-at.ts';
import { openScreenReader } from './screen-reader.ts';
import { WorldObserver } from './world-observer.ts';

const USAGE = 'Usage: npm run oracle -- [--shipments 10000] [--seed 1] [--world <number>]';
/** Shipments in one world, and comparisons of it. */
const SHIPMENTS_PER_WORLD = 250;
const COMPARISONS = 4;
const DAY = 24 * 3_600_000;
const CHAOS = { duplicates: 0.1, reorder: 0.3, delay: 0.05, drop: 0.1 };

const flags = orExit(() => {
  const text = { type: 'string' } as const;
  const { values } = readFlags(USAGE, { options: { shipments: text, seed: text, world: text } });
  const number = (name: string, given: string | undefined) => given && readNumber(USAGE, `--${name}`, given);
  return {
    shipments: number('shipments', values.shipments) || 10_000,
    seed: values.seed ?? '1',
    world: number('world', values.world) || null,
  };
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`;

/** Runs one world and returns the differences. */
async function runWorld(databaseUrl: string, seed: string, shipments: number): Promise<string[]> {
  const random = new Random(`${seed}/moments`);
  const start = new Date(Date.UTC(2024, 0, 1) + Math.floor(random.between(0, 500)) * DAY);
  const world = createWorld({ seed, start, shipments });
  const accent = random.between(0, 0.4);
  const emulated = await openEmulated(databaseUrl, new State([world]), {
    faults: { flexport: { accent }, mvmnt: { accent } },
  });
  const reader = await openScreenReader(databaseUrl);
  const comparison = { emulated, reader, observer: new WorldObserver(world), seed, accent, chaos: CHAOS };
  const moments = Array.from({ length: COMPARISONS }, () => random.between(2, 110) * DAY).sort((a, b) => a - b);
  const found: string[] = [];
  for (const after of moments) {
    const instant = new Date(start.getTime() + after);
    const wrong = await compareAt(comparison, instant);
    found.push(...wrong.map((line) => `${instant.toISOString()} ${line}`));
  }
  await reader.close();
  await emulated.stop();
  return found;
}

/** After a signal the run prints the differences found so far and removes its databases. */
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    isEnding = true;
  });
}

const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir, settings: ['fsync=off'] });
const admin = openSql(cluster.url, { max: 1 });
const begun = performance.now();
let [compared, wrong] = [0, 0];
try {
  await admin.unsafe(`create database ${TEMPLATE}`);
  await prepare(databaseOf(cluster.url, TEMPLATE));
  for (let number = 1; compared < flags.shipments && !isEnding; number++) {
    const shipments = Math.min(SHIPMENTS_PER_WORLD, flags.shipments - compared);
    compared += shipments;
    if (flags.world !== null && flags.world !== number) continue;
    const name = `world_${number}`;
    await admin.unsafe(`create database ${name} template ${TEMPLATE}`);
    const found = await runWorld(databaseOf(cluster.url, name), `${flags.seed}/${number}`, shipments);
    await admin.unsafe(`drop database ${name} with (force)`);
    wrong += found.length;
    print(
      `seed ${flags.seed}, world ${number}: ${compared} of ${flags.shipments} shipments, ${found.length} differences, ${seconds(begun)}`,
    );
    for (const line of found) print(`  ${line}`);
  }
} finally {
  await admin.end();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
const isWhole = compared >= flags.shipments;
print(
  `${wrong} differences in ${seconds(begun)}${isWhole ? '' : `, ended after ${compared} of ${flags.shipments} shipments`}`,
);
process.exitCode = wrong === 0 && isWhole ? 0 : 1;
