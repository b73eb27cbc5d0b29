import { appendFileSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openSql } from '#db/client.ts';
import { openRuntime } from '#lib/runtime.ts';
import { databaseOf } from '#tests/support/cluster.ts';
import { runCommand } from '#tests/support/command.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { departure } from '#tests/support/signed.ts';
import { storeEmulatedWorld } from '#tests/support/stored-world.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const inbox = await ownInbox();
const [own] = await inbox.sql<{ name: string }[]>`select current_database() as name`;
const databaseUrl = databaseOf(inject('clusterUrl'), own?.name ?? '');
await storeEmulatedWorld(inbox, { seed: 7 });
// Bytes that are no text, and an event that waits for the worker.
await inbox.deliver('mvmnt', Buffer.from([0x7b, 0x00, 0xff]));
await inbox.deliver('flexport', departure('waiting-1', 'SHP-WAITING'));
// What it counts in memory is stored when it stops.
await inbox.stop();
const original = await openRuntime(databaseUrl, () => []);
afterAll(() => original.stop());
const { sql } = original;

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const backup = join(folder, 'first');

/** The rows of every table of the product and all jobs, as text, in an order of their own. */
async function everything(url: string): Promise<Record<string, string[]>> {
  const one = openSql(url, { max: 1 });
  const tables = await one<{ name: string }[]>`
    select format('public.%I', tablename) as name from pg_tables where schemaname = 'public' union select 'pgboss.job'`;
  const found: Record<string, string[]> = {};
  for (const { name } of tables)
    found[name] = Array.from(await one.unsafe(`select t::text as line from ${name} t order by 1`), ({ line }) => line);
  await one.end();
  return found;
}

describe('29: npm run backup and npm run restore', () => {
  it('bring back every row, and what waited is processed once', async () => {
    const before = await everything(databaseUrl);
    const written = await runCommand('backup', databaseUrl, backup);
    expect(written.output).toMatch(
      /^\d+ deliveries, \d+ events and \d+ shipments are in .*first\nKeep AUTH_SECRET with it/m,
    );
    expect(written.code).toBe(0);
    const restoredUrl = await ownDatabase();
    const restored = await runCommand('restore', restoredUrl, backup);
    expect(restored.output).toContain('all as they were');
    expect(restored.code).toBe(0);
    const after = await everything(restoredUrl);
    for (const [name, rows] of Object.entries(before)) expect(after[name], name).toEqual(rows);
    expect(before['public.deliveries']?.join()).toContain('7b00ff');

    await original.drain();
    const copy = await openRuntime(restoredUrl, () => []);
    expect(await copy.drain()).toBe(1);
    expect(await projectionSnapshot(copy.sql)).toBe(await projectionSnapshot(sql));
    expect(await projectionSnapshot(sql)).toContain('SHP-WAITING');
    // Counters continue after the restored ids.
    const [next] =
      await copy.sql`insert into audit_entries (at, actor, action, subject) values (now(), 'a', 'replayed', '') returning id`;
    expect(Number(next?.id)).toBeGreaterThan(0);
    await copy.stop();
  });

  it('say that a database is not of Fairlead', async () => {
    await sql`create database of_somebody_else`;
    const url = databaseOf(inject('clusterUrl'), 'of_somebody_else');
    const { code, output } = await runCommand('backup', url, join(folder, 'nothing'));
    expect(output).toContain('Nothing of Fairlead is in this database: check DATABASE_URL');
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'nothing.partial'))).toBe(false);
  });

  it('rehearse a restore, which leaves nothing behind but its entry in the audit log', async () => {
    const databases = () => sql`select datname from pg_database where datname like 'fairlead_rehearsal%'`;
    const { code, output } = await runCommand('restore', databaseUrl, backup, '--rehearse');
    expect(output).toContain('all as they were');
    expect(code).toBe(0);
    expect(await databases()).toEqual([]);
    expect(await sql`select subject from audit_entries where action = 'backup-rehearsed'`).toEqual([
      { subject: backup },
    ]);
  });

  it('restore nothing of a damaged or incomplete backup, or over data', async () => {
    const damaged = join(folder, 'damaged');
    cpSync(backup, damaged, { recursive: true });
    appendFileSync(join(damaged, 'public.shipments.copy.zst'), 'x');
    const emptyUrl = await ownDatabase();
    const empty = await everything(emptyUrl);
    const answer = await runCommand('restore', emptyUrl, damaged);
    expect(answer.output).toContain('public.shipments.copy.zst is damaged: restored nothing');
    expect(answer.code).toBe(1);
    expect(await everything(emptyUrl)).toEqual(empty);

    rmSync(join(damaged, 'manifest.json'));
    expect((await runCommand('restore', emptyUrl, damaged)).output).toContain('is not a complete backup');
    expect((await runCommand('restore', databaseUrl, backup)).output).toContain('The database has data');
    expect((await runCommand('backup', databaseUrl, backup)).output).toContain(
      'exists; a backup is written into a new folder',
    );
    expect((await runCommand('restore', emptyUrl, backup, 'more')).code).toBe(2);
  });

  it('refuse a backup of another version', async () => {
    const other = join(folder, 'other');
    cpSync(backup, other, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8'));
    rmSync(join(other, 'manifest.json'));
    appendFileSync(join(other, 'manifest.json'), JSON.stringify({ ...manifest, migration: '1' }));
    const { code, output } = await runCommand('restore', await ownDatabase(), other);
    expect(output).toContain('restore it with that version');
    expect(code).toBe(1);
    expect(existsSync(`${backup}.partial`)).toBe(false);
  });
});
