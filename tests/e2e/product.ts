import { rmSync } from 'node:fs';
import { startEmbedded } from '#db/embedded.ts';
import { openMailbox } from '#lib/demo/mailbox.ts';
import { State, startApi } from '#lib/emulator/index.ts';
import { variablesOf } from '#tests/support/api-variables.ts';
import { prepare } from '#tests/support/cluster.ts';
import { startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

export type Product = {
  url: string;
  databaseUrl: string;
  /** The mail server of the demo's mailbox. */
  demoSmtpUrl: string;
  /** What it has printed. */
  output(): string;
  stop(): Promise<void>;
};

/** Starts the product with its own database, and a provider's API for it. */
export async function startProduct(): Promise<Product> {
  const dataDir = temporaryFolder();
  const cluster = await startEmbedded({ dataDir });
  await prepare(cluster.url);
  // The forwarder's API of an empty world: it only contains objects that tests submit.
  const state = new State([]);
  state.skipTo(new Date());
  const api = await startApi({ state });
  // The mailbox of the demo, which the pages show; the product itself has no mail server.
  const mailbox = await openMailbox();
  const { DEMO_MAILBOX_URL = '', SMTP_URL = '' } = mailbox.variables;
  const server = await startServer({ databaseUrl: cluster.url, env: { ...variablesOf(api), DEMO_MAILBOX_URL } });
  return {
    url: server.url,
    databaseUrl: cluster.url,
    demoSmtpUrl: SMTP_URL,
    output: server.output,
    async stop() {
      await server.stop();
      await Promise.all([api.refuse(), mailbox.stop()]);
      await cluster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
