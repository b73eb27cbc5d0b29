import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { databaseOf } from '#tests/support/cluster.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { departure } from '#tests/support/signed.ts';
import { storeEmulatedWorld } from '#tests/support/stored-world.ts';

const inbox = await ownInbox();
const { sql } = inbox;
const [own] = await sql<{ name: string }[]>`select current_database() as name`;
const databaseUrl = databaseOf(inject('clusterUrl'), own?.name ?? '');

/** Runs a rebuild and kills it after some steps and milliseconds. Returns its phase; null if it finished before. */
async function killed(steps: number, ms: number): Promise<string | null> {
  const program = join(import.meta.dirname, '../support/rebuilder.ts');
  const child = spawn(process.execPath, [program, databaseUrl], {
    env: { ...process.env, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const exit = once(child, 'exit');
  const taken = () => output.split('\n').length - 1;
  while (taken() < steps && child.exitCode === null) await sleep(1);
  await sleep(ms);
  child.kill('SIGKILL');
  const [, signal] = await exit;
  return signal === 'SIGKILL' ? (output.trimEnd().split('\n').at(-1) ?? '') : null;
}

/** Corrupts some rows and ledgers, and adds entities without events. */
async function spoil(): Promise<void> {
  await sql`update shipments set name = 'wrong'`;
  await sql`delete from milestones where shipment_id in (select id from shipments order by id limit 2)`;
  await sql`delete from facts where id in (select id from facts order by id desc limit 5)`;
}

it('that is killed again and again resumes each time, and ends equal to the projection of the events', async () => {
  await storeEmulatedWorld(inbox, { seed: 21, shipments: 6 });
  const phases = new Set<string>();
  let random = 7;
  let sent = 0;
  await spoil();
  for (let kills = 0; kills < repetitions(20, 8); ) {
    random = (random * 48_271) % 2_147_483_647;
    const phase = await killed(1 + (random % 6), random % 37);
    if (phase !== null) {
      kills += 1;
      phases.add(phase);
    } else await spoil();
    // Webhooks are received meanwhile.
    sent += 1;
    await inbox.deliver('flexport', departure(`killed-${sent}`, `SHP-KILLED-${sent % 3}`));
    await inbox.drain();
  }
  expect(phases.size).toBeGreaterThan(2);
  while ((await killed(10_000, 0)) !== null);
  const shown = await projectionSnapshot(sql);
  expect(shown).not.toContain('wrong');
  expect(shown).toContain('SHP-KILLED-2');
  await sql`truncate facts, shipments, legs, milestones, steps, invoices, documents, shipment_references`;
  while ((await killed(10_000, 0)) !== null);
  expect(await projectionSnapshot(sql)).toBe(shown);
}, 240_000);
