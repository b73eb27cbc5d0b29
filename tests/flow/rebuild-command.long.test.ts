import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { readHealth } from '#lib/health.ts';
import { eventually } from '#tests/support/await.ts';
import { databaseOf } from '#tests/support/cluster.ts';
import { runCommand } from '#tests/support/command.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { storeEmulatedWorld } from '#tests/support/stored-world.ts';

const inbox = await ownInbox();
const { sql } = inbox;
const [own] = await sql<{ name: string }[]>`select current_database() as name`;
const databaseUrl = databaseOf(inject('clusterUrl'), own?.name ?? '');
await storeEmulatedWorld(inbox, { seed: 3 });
const right = await projectionSnapshot(sql);

const command = (...flags: string[]) => runCommand('rebuild', databaseUrl, ...flags);

describe('npm run rebuild', () => {
  it('rejects an unknown flag and prints the known ones', async () => {
    const { code, output } = await command('--dry');
    expect(code).toBe(2);
    expect(output).toContain("'--dry'");
    expect(output).toContain('--dry-run   only print the differences');
  });

  it('with --dry-run prints the differences by entity and field, and changes nothing', async () => {
    await sql`update shipments set name = 'wrong' where name is not null`;
    const [named] = await sql`select count(*)::int as count from shipments where name = 'wrong'`;
    const wrong = await projectionSnapshot(sql);
    const { code, output } = await command('--dry-run');
    expect(code).toBe(0);
    expect(output).toContain(`shipment name: ${named?.count}\n`);
    expect(output).toMatch(/ {2}\w+ \S+: "wrong" → "/);
    expect(output).toContain(`${named?.count} entities would change. Nothing was written.`);
    expect(await projectionSnapshot(sql)).toBe(wrong);
  });

  it('corrects the differences, and then finds none', async () => {
    expect((await command()).output).toMatch(/entities changed\./);
    expect(await projectionSnapshot(sql)).toBe(right);
    expect((await command()).output).toContain('Nothing differs.');
  });
});

it('a worker rebuilds entities of older rules, and health reports it until it is done', async () => {
  const db = openDatabase(databaseUrl, { max: 1 });
  const health = async () => (await readHealth({ db, probe: async () => null, worker: true })).rebuild;
  expect(await health()).toBeNull();
  await sql`update rebuilds set version = 0`;
  await sql`update shipments set name = 'wrong'`;
  expect(await health()).toMatchObject({ phase: 'waiting' });
  await inbox.work();
  await eventually(health, (state) => state === null);
  expect(await projectionSnapshot(sql)).toBe(right);
  await db.$client.end();
});
