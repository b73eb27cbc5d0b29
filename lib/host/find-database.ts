import { resolve } from 'node:path';
import { findEmbedded, startEmbedded } from '#db/embedded.ts';
import { env } from '#lib/env.ts';

/** The database for a command, as its owner: `close` ends what was started for it. */
export type FoundDatabase = { url: string; isEmbedded: boolean; close: () => Promise<unknown> };

/** The database of the environment, else the embedded one of the data folder below `root`, which is started if Fairlead does not run. */
export async function findDatabase(root: string): Promise<FoundDatabase> {
  const { DATABASE_URL, MIGRATION_DATABASE_URL, DATA_DIR } = env();
  const given = MIGRATION_DATABASE_URL ?? DATABASE_URL;
  if (given) return { url: given, isEmbedded: false, close: async () => {} };
  const dataDir = resolve(root, DATA_DIR);
  const running = await findEmbedded(dataDir);
  if (running) return { url: running, isEmbedded: true, close: async () => {} };
  const embedded = await startEmbedded({ dataDir });
  return { url: embedded.url, isEmbedded: true, close: () => embedded.stop() };
}
