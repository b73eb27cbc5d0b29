/**
 * `npm run oracle`: plays worlds to 10,000 shipments in all, each with webhooks lost, repeated, shuffled and oddly written, and compares
 * what is shown at random moments with what somebody would say who saw the world. Ends with 1 where anything differs, and says what.
 * `-- --shipments 1000 --seed 7` takes so many shipments and that seed, `--world 12` plays only that one of its worlds again.
 */
import './quiet.ts';
import { rmSync } from 'node:fs';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { createWorld, State } from '#lib/emulator/index.ts';
import { Random } from '#lib/emulator/world/random.ts';
import { orExit, readFlags, readNumber } from '#lib/flags.ts';
import { databaseOf, prepare, TEMPLATE } from '#tests/support/cluster.ts';
import { openEmulated } from '#tests/support/emulated-runtime.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { lookAt } from './look.ts';
import { openViewer } from './viewer.ts';
import { Witness } from './witness.ts';

const USAGE = 'Usage: npm run oracle -- [--shipments 10000] [--seed 1] [--world <number>]';
/** Shipments in one world, and how often somebody looks at it. */
const EACH = 250;
const LOOKS = 4;
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
const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`;

/** Plays one world, and says in how much what is shown of it differs. */
async function play(databaseUrl: string, seed: string, shipments: number): Promise<string[]> {
  const random = new Random(`${seed}/moments`);
  const start = new Date(Date.UTC(2024, 0, 1) + Math.floor(random.between(0, 500)) * DAY);
  const world = createWorld({ seed, start, shipments });
  const accent = random.between(0, 0.4);
  const emulated = await openEmulated(databaseUrl, new State([world]), {
    faults: { flexport: { accent }, mvmnt: { accent } },
  });
  const viewer = await openViewer(databaseUrl);
  const scene = { emulated, viewer, witness: new Witness(world), seed, accent, chaos: CHAOS };
  const moments = Array.from({ length: LOOKS }, () => random.between(2, 110) * DAY).sort((a, b) => a - b);
  const found: string[] = [];
  for (const after of moments) {
    const instant = new Date(start.getTime() + after);
    const wrong = await lookAt(scene, instant);
    found.push(...wrong.map((line) => `${instant.toISOString()} ${line}`));
  }
  await viewer.close();
  await emulated.stop();
  return found;
}

/** Whoever ends the run gets what was found until then, and leaves no database behind. */
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
let [seen, wrong] = [0, 0];
try {
  await admin.unsafe(`create database ${TEMPLATE}`);
  await prepare(databaseOf(cluster.url, TEMPLATE));
  for (let number = 1; seen < flags.shipments && !isEnding; number++) {
    const shipments = Math.min(EACH, flags.shipments - seen);
    seen += shipments;
    if (flags.world !== null && flags.world !== number) continue;
    const name = `world_${number}`;
    await admin.unsafe(`create database ${name} template ${TEMPLATE}`);
    const found = await play(databaseOf(cluster.url, name), `${flags.seed}/${number}`, shipments);
    await admin.unsafe(`drop database ${name} with (force)`);
    wrong += found.length;
    say(
      `seed ${flags.seed}, world ${number}: ${seen} of ${flags.shipments} shipments, ${found.length} differences, ${seconds(begun)}`,
    );
    for (const line of found) say(`  ${line}`);
  }
} finally {
  await admin.end();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
const isWhole = seen >= flags.shipments;
say(
  `${wrong} differences in ${seconds(begun)}${isWhole ? '' : `, ended after ${seen} of ${flags.shipments} shipments`}`,
);
process.exitCode = wrong === 0 && isWhole ? 0 : 1;
