import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { env } from '#lib/env.ts';

/** The folder of the archive: `ARCHIVE_DIR`, else `archive` in the data folder. Relative to the folder in which the process runs. */
export function archiveFolder(): string {
  const { ARCHIVE_DIR, DATA_DIR } = env();
  return resolve(ARCHIVE_DIR ?? join(DATA_DIR, 'archive'));
}

/** Makes the folder, for its owner only: it holds what providers sent. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Removes what interrupted runs left unfinished. */
export function removePartials(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith(PARTIAL)) rmSync(join(folder, name), { force: true });
}

/** The end of the name of a file that is not finished. */
export const PARTIAL = '.partial';

/** Writes the names in a folder to the disk, so that a renamed file is there after a power failure. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
