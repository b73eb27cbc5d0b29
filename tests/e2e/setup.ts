import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '#db/embedded.ts';
import { openMailbox } from '#lib/demo/mailbox.ts';
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
  // The mailbox of the demo, which the pages show; the product itself has no mail server.
  const mailbox = await openMailbox();
  const { DEMO_MAILBOX_URL = '', SMTP_URL } = mailbox.variables;
  const server = await startServer({ databaseUrl: cluster.url, env: { ...variablesOf(api), DEMO_MAILBOX_URL } });
  process.env.E2E_DEMO_SMTP_URL = SMTP_URL;
  process.env.E2E_URL = server.url;
  process.env.E2E_DATABASE_URL = cluster.url;
  return async () => {
    await server.stop();
    await Promise.all([api.refuse(), mailbox.stop()]);
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
