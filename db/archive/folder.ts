import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Makes the folder and those above it durably, for its owner only: it holds what providers sent. */
export async function makeFolder(folder: string): Promise<void> {
  const path = resolve(folder);
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  // The name of a new folder is in the one above it.
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
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
