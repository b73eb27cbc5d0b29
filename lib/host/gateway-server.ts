import { setTimeout as sleep } from 'node:timers/promises';
import { databaseUrl, openDatabase, openSql } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { parseTrustedProxies } from '#lib/net/client-address.ts';
import { providers } from '#lib/providers/index.ts';
import { secretsFromEnv } from '#lib/providers/secrets-from-env.ts';
import { openQueue, queueSettings } from '#lib/queue/index.ts';
import { openReceiver } from '#lib/receiver.ts';
import { stopAll } from '#lib/stop-all.ts';
import type { Vitals } from '#lib/vitals.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { listen } from './listen.ts';
import { watchOwnVitals } from './own-vitals.ts';
import type { PagesProxy } from './pages-proxy.ts';
import { remoteAddressOf } from './remote-address.ts';
import { statusEndpoints } from './status-endpoints.ts';
import type { Supervised } from './supervisor.ts';

/** How long running requests may take when the process ends. */
const FINISH_TIMEOUT_MS = 5_000;
const HEARTBEAT_MS = 1_000;

export type GatewayServer = {
  openPages(link: PagesProxy, isReady: () => boolean): void;
  /** Includes a process in the vitals, and sends them to it. */
  watch(part: Supervised): void;
  /** Reports not ready, waits for the configured grace period, and finishes running requests. */
  close(): Promise<void>;
  stop(): Promise<void>;
};

/** Opens the gateway on the configured port. Throws `Misconfigured` when the port cannot be used. */
export async function openGatewayServer({ worker, dev }: { worker: boolean; dev: boolean }): Promise<GatewayServer> {
  const url = databaseUrl();
  const sql = openSql(url, { max: 2 });
  const db = openDatabase(url, { max: 2 });
  const queue = await openQueue(url, { supervise: false, ...queueSettings(env().raw) });
  const secrets = { environment: secretsFromEnv, authSecret: env().AUTH_SECRET };
  const receiver = await openReceiver(url, sql, queue, secrets);
  const parts: Supervised[] = [];
  let stopping = false;
  let closing: Promise<void> | undefined;

  const readOwn = watchOwnVitals();
  let ownVitals = readOwn();
  const vitals = (): Vitals => ({
    processes: [{ role: 'gateway', restarts: 0, ...ownVitals }, ...parts.flatMap((part) => part.vitals() ?? [])],
    responseTimes: new Map(providers.map(({ name }) => [name, receiver.responseTimes(name)])),
    inFlight: gateway.inFlight(),
  });
  const own = statusEndpoints({ db, probe: receiver.probe, worker, isStopping: () => stopping, vitals });
  const gateway = openGateway({
    receiver,
    own,
    remoteOf: remoteAddressOf(parseTrustedProxies(env().TRUSTED_PROXIES)),
    isStopping: () => stopping,
    changesProtocol: dev,
  });
  const timer = setInterval(() => {
    ownVitals = readOwn();
    for (const part of parts) part.send({ type: 'vitals', vitals: vitals() });
  }, HEARTBEAT_MS);
  timer.unref();
  await listen(gateway.server, env().HOST, env().PORT);

  const closeGracefully = async () => {
    stopping = true;
    await sleep(env().SHUTDOWN_GRACE_SECONDS * 1_000);
    await finish(gateway);
  };
  const close = () => {
    closing ??= closeGracefully();
    return closing;
  };
  return {
    openPages: gateway.openPages,
    watch: (part) => parts.push(part),
    close,
    async stop() {
      clearInterval(timer);
      await stopAll([
        { server: close },
        { receiver: () => receiver.stop() },
        { queue: () => queue.stop() },
        { connections: () => sql.end({ timeout: 2 }), 'page connections': () => db.$client.end({ timeout: 2 }) },
      ]);
    },
  };
}

/** Accepts no new connections and waits for running requests. Live streams are closed; browsers reconnect. */
async function finish({ server, inFlight }: Gateway): Promise<void> {
  server.close();
  const deadline = Date.now() + FINISH_TIMEOUT_MS;
  const isBusy = () => inFlight().webhooks + inFlight().pages > 0;
  while (isBusy() && Date.now() < deadline) {
    server.closeIdleConnections();
    await sleep(20);
  }
  server.closeAllConnections();
}
