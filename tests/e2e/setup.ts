import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '#db/embedded.ts';
import { State, startApi } from '#lib/emulator/index.ts';
import { buildPages, needsBuild } from '#lib/host/next-app.ts';
import { variablesOf } from '#tests/support/api-variables.ts';
import { prepare } from '#tests/support/cluster.ts';
import { startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** Starts the product with its own database; the environment contains both for the tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const root = join(import.meta.dirname, '../..');
  if (needsBuild(root)) await buildPages(root);
  const dataDir = temporaryFolder();
  const cluster = await startEmbedded({ dataDir });
  await prepare(cluster.url);
  // The forwarder's API of an empty world: it only contains objects that tests submit.
  const state = new State([]);
  state.skipTo(new Date());
  const api = await startApi({ state });
  const server = await startServer({ databaseUrl: cluster.url, env: variablesOf(api) });
  process.env.E2E_URL = server.url;
  process.env.E2E_DATABASE_URL = cluster.url;
  return async () => {
    await server.stop();
    await api.refuse();
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
