import { openSql, type Sql } from '#db/client.ts';
import { openProbe } from './inbox/probe.ts';
import { countRejectedRequests } from './inbox/rejected-requests.ts';
import { type ResponseTimes, recordResponseTimes } from './inbox/response-times.ts';
import { countSecretUses } from './inbox/secret-uses.ts';
import { openStore, type Store } from './inbox/store.ts';
import { openWebhookSecrets } from './inbox/webhook-secrets.ts';
import type { ReceiveContext } from './pipeline/arrival.ts';
import { contentDigests } from './pipeline/content-digests.ts';
import type { Provider } from './providers/contract.ts';
import { providers } from './providers/index.ts';
import type { Queue } from './queue/index.ts';
import { stopAll } from './stop-all.ts';
import { epochOf, isTraced, recordStep } from './trace/trace.ts';

/** What a process needs to receive webhooks. */
export type Receiver = {
  store: Store;
  /** What `receive` needs for a provider. */
  contextOf(provider: Provider): ReceiveContext;
  /** The response times of this process for a provider. */
  responseTimes(provider: string): ResponseTimes;
  /** Resolves to null if a delivery can be stored now, else to the reason. */
  probe(): Promise<string | null>;
  stop(): Promise<void>;
};

/** Cancels the insert of a delivery, so that 503 is answered before the sender gives up: the least patient waits 5 s. */
const STATEMENT_TIMEOUT_MS = 4_000;

export type ReceiverSecrets = {
  /** The webhook secrets of a provider in the environment: current, previous. */
  environment: (provider: Provider) => readonly string[];
  /** The secret from which the key of the secrets added in the settings is derived. */
  authSecret: string | undefined;
};

/**
 * Opens the inbox over a database. Receiving has connections of its own, so that no slow page and no long batch delays it.
 * Rejects when the database cannot be reached.
 */
export async function openReceiver(
  url: string,
  sql: Sql,
  queue: Pick<Queue, 'enqueue' | 'insertJobsSql'>,
  { environment, authSecret }: ReceiverSecrets,
): Promise<Receiver> {
  const secrets = await openWebhookSecrets(sql, {
    environment: (name) => providers.filter((one) => one.name === name).flatMap(environment),
    authSecret,
  });
  const intake = openSql(url, { max: 3, statementTimeout: STATEMENT_TIMEOUT_MS });
  const store = openStore(intake, queue, contentDigests);
  const rejectedRequests = countRejectedRequests(sql);
  const uses = countSecretUses(sql);
  const answers = new Map(providers.map(({ name }) => [name, recordResponseTimes()]));
  // Valid secrets change while the process runs, so they are looked up for each request.
  const contextOf = ({ name }: Provider): ReceiveContext => ({
    store,
    get secrets() {
      return secrets.secretsOf(name);
    },
    reject: (reason) => rejectedRequests.count(name, reason),
    acknowledge(secret, begun, { deliveryId, fresh }) {
      const ended = performance.now();
      uses.count(name, secret);
      answers.get(name)?.note(ended - begun);
      if (!isTraced()) return;
      const attributes = { 'fairlead.provider': name, 'fairlead.events.new': fresh };
      const times = { begunAt: epochOf(begun), endedAt: epochOf(ended) };
      recordStep(deliveryId, { name: 'receive webhook', ...times, attributes }, true);
    },
  });
  const contexts = new Map(providers.map((provider) => [provider, contextOf(provider)]));
  return {
    store,
    contextOf: (provider) => contexts.get(provider) ?? contextOf(provider),
    responseTimes: (provider) => answers.get(provider)?.read() ?? null,
    probe: openProbe(intake),
    async stop() {
      await stopAll([
        { 'rejected requests': rejectedRequests.stop, 'secret uses': uses.stop, 'webhook secrets': secrets.stop },
        { 'intake connections': () => intake.end({ timeout: 2 }) },
      ]);
    },
  };
}
