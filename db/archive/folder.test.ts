import { readlinkSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { env, extendEnv } from '#lib/env.ts';
import { runCommandIn } from '#tests/support/command.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { makeFolder } from './folder.ts';
import { archiveStore } from './open-store.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

it('of the archive is in the data folder, or where ARCHIVE_DIR says from there', () => {
  const before = { DATA_DIR: env().DATA_DIR, ARCHIVE_DIR: env().ARCHIVE_DIR ?? '' };
  const at = (ARCHIVE_DIR: string) => {
    extendEnv({ DATA_DIR: '/var/lib/fairlead', ARCHIVE_DIR });
    const found = archiveStore().location;
    extendEnv(before);
    return found;
  };
  expect(['', 'bodies', '../bodies', '/mnt/bodies'].map(at)).toEqual([
    '/var/lib/fairlead/archive',
    '/var/lib/fairlead/bodies',
    '/var/lib/bodies',
    '/mnt/bodies',
  ]);
});

it('is the same for a command wherever it is run', async () => {
  vi.stubEnv('DATA_DIR', relative(ROOT, folder));
  vi.stubEnv('ARCHIVE_DIR', 'bodies');
  const { output } = await runCommandIn('/', 'archive', await ownDatabase(), '--before', '1000');
  vi.unstubAllEnvs();
  expect(output).toContain(`in 0 files in ${join(folder, 'bodies')}\n`);
});

it('is made durably: the names of all new folders are written to the disk', async () => {
  const handle = await open(folder, 'r');
  const synced: string[] = [];
  const sync = vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'sync').mockImplementation(async function (
    this: typeof handle,
  ) {
    synced.push(readlinkSync(`/proc/self/fd/${this.fd}`));
  });
  await makeFolder(join(folder, 'new/archive'));
  await makeFolder(join(folder, 'new/archive'));
  sync.mockRestore();
  await handle.close();
  expect(synced).toEqual([join(folder, 'new'), folder]);
});
