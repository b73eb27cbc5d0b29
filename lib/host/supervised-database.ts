import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Embedded, startEmbedded } from '#db/embedded.ts';
import { lockFolder } from '#db/folder-lock.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { stopAll } from '#lib/stop-all.ts';

export type SupervisedDatabase = { url: string; note: string | null; stop(): Promise<void> };

const RETRY_MS = 1_000;

/**
 * Starts the embedded PostgreSQL and keeps it running: if it ends unexpectedly, it is started again on the same port, with all
 * committed data. Meanwhile webhooks wait or are answered 503, and every process reconnects.
 */
export async function superviseDatabase(dataDir: string): Promise<SupervisedDatabase> {
  let embedded = await startEmbedded({ dataDir });
  // Held during restarts too, so that no other process takes the folder in between.
  const unlock = await lockFolder(dirname(embedded.dataDir));
  const port = Number(new URL(embedded.url).port);
  let stopping = false;
  const keep = async () => {
    for (;;) {
      await embedded.ended;
      if (stopping) return;
      log.error('PostgreSQL ended unexpectedly; restarting. Acknowledged webhooks are stored.');
      embedded = await restart(dataDir, port, () => stopping);
    }
  };
  const kept = keep().catch((thrown: unknown) =>
    log.error({ reason: messageOf(thrown) }, 'PostgreSQL is not restarted'),
  );
  return {
    url: embedded.url,
    note: embedded.note,
    async stop() {
      stopping = true;
      await stopAll([{ PostgreSQL: () => embedded.stop() }, { 'watch over PostgreSQL': () => kept }, { lock: unlock }]);
    },
  };
}

async function restart(dataDir: string, port: number, isStopping: () => boolean): Promise<Embedded> {
  for (;;) {
    try {
      return await startEmbedded({ dataDir, port });
    } catch (thrown) {
      if (isStopping()) throw thrown;
      log.error({ reason: messageOf(thrown) }, 'PostgreSQL could not be restarted; retrying');
      await sleep(RETRY_MS);
    }
  }
}
