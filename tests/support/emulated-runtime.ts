import { type Api, type ApiOptions, type EmulatedDelivery, type State, startApi } from '#lib/emulator/index.ts';
import type { RunScope } from '#lib/model/run.ts';
import { receive } from '#lib/pipeline.ts';
import { findProvider } from '#lib/providers/index.ts';
import type { ReconcileContext } from '#lib/reconcile/context.ts';
import { refresh } from '#lib/reconcile/refresh.ts';
import { reconcile } from '#lib/reconcile/run.ts';
import type { Run } from '#lib/reconcile/runs.ts';
import { openRuntime, type Runtime } from '#lib/runtime.ts';
import { variablesOf } from './api-variables.ts';
import { eventually } from './await.ts';
import { SECRETS } from './server.ts';

/** A runtime with its own database, and the emulated providers that it reconciles with. */
export type Emulated = {
  state: State;
  api: Api;
  runtime: Runtime;
  databaseUrl: string;
  /** The environment variables to reach the providers. */
  variables: Record<string, string>;
  /** Receives webhooks as the gateway does, processes them, and fetches the objects that they only reference. */
  receive(deliveries: readonly EmulatedDelivery[]): Promise<void>;
  /** The parameters of a reconciliation with a provider, with the world's clock. */
  work(provider: string): ReconcileContext;
  /** Reconciles with both providers at the world's time, and processes the resulting events. */
  reconcile(wanted?: RunScope): Promise<Run[]>;
  /** Stops both; the database stays. */
  stop(): Promise<void>;
};

/** Deliveries received at once: more than the gateway has in flight, and few enough for its time limit. */
const MAX_CONCURRENT = 200;

export type EmulatedOptions = Omit<ApiOptions, 'state'>;

/** Starts both with a migrated database of their own. */
export async function openEmulated(
  databaseUrl: string,
  state: State,
  options: EmulatedOptions = {},
): Promise<Emulated> {
  const api = await startApi({ perMinute: 1_000_000, ...options, state });
  const variables = variablesOf(api);
  const secrets: Record<string, readonly string[]> = SECRETS;
  const runtime = await openRuntime(databaseUrl, ({ name }) => secrets[name] ?? [], variables);
  const work = (name: string): ReconcileContext => {
    const found = runtime.reconciler.contexts.find(({ provider }) => provider === name);
    if (!found) throw new RangeError(`${name} is not connected`);
    return { ...found, clock: () => new Date(state.now).toISOString() };
  };
  return {
    state,
    api,
    runtime,
    databaseUrl,
    variables,
    work,
    async receive(deliveries) {
      for (let from = 0; from < deliveries.length; from += MAX_CONCURRENT)
        await Promise.all(
          deliveries.slice(from, from + MAX_CONCURRENT).map((delivery) => receiveOne(runtime, delivery)),
        );
      await runtime.drain();
      await runtime.sql`update refreshes set due_at = now()`;
      for (const { provider } of runtime.reconciler.contexts) while ((await refresh(work(provider))) > 0);
      await runtime.drain();
    },
    async reconcile(wanted) {
      const runs: Run[] = [];
      for (const { provider } of runtime.reconciler.contexts) {
        const run = await reconcile(work(provider), wanted ?? null);
        if (run) runs.push(run);
      }
      await runtime.drain();
      return runs;
    },
    async stop() {
      await runtime.stop();
      await api.refuse();
    },
  };
}

/** Sends a delivery, and again after a 503, as providers do. */
async function receiveOne(runtime: Runtime, delivery: EmulatedDelivery): Promise<void> {
  const provider = findProvider(delivery.provider);
  if (!provider) throw new RangeError(`unknown provider ${delivery.provider}`);
  const headers = delivery.sign(SECRETS[delivery.provider][0]);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const attempt = () => {
    const arrival = {
      headers: lower,
      body: Buffer.from(delivery.body),
      receivedAt: new Date().toISOString(),
      remote: '',
    };
    return receive(provider, arrival, runtime.receiver.contextOf(provider));
  };
  const { status, body } = await eventually(attempt, ({ status }) => status !== 503);
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
}
