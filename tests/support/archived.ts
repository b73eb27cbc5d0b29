import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { folderStore } from '#db/archive/folder-store.ts';
import { monthsAgo } from '#db/archive/limit.ts';
import { runArchive } from '#db/archive/run.ts';
import type { Sql } from '#db/client.ts';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-archived-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Moves the bodies of all settled deliveries into files, those of this month too. */
export async function archiveAll(sql: Sql): Promise<void> {
  const result = await runArchive(sql, { store: folderStore(folder), before: monthsAgo(-1), by: 'test' });
  if (!result || result.files.length === 0) throw new Error('Nothing was archived');
}
