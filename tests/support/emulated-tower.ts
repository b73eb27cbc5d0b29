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
import { SECRETS } from './server.ts';

/** An engine over a database of its own, beside the emulated providers that it reconciles with. */
export type Emulated = {
  state: State;
  api: Api;
  engine: Runtime;
  databaseUrl: string;
  /** The environment by which the providers are reached. */
  variables: Record<string, string>;
  /** Takes webhooks in as the door does, works them off, and reads again what they only named. */
  hear(deliveries: readonly EmulatedDelivery[]): Promise<void>;
  /** What a reconciliation with a provider works with, by the world's clock. */
  work(provider: string): ReconcileContext;
  /** Reconciles with both providers by the world's clock, and works off what that brought. */
  reconcile(wanted?: RunScope): Promise<Run[]>;
  /** Ends both; the database stays. */
  stop(): Promise<void>;
};

/** So many deliveries are taken in together: more than a door has open, and no more than it takes in within its time. */
const AT_ONCE = 200;

export type EmulatedOptions = Omit<ApiOptions, 'state'>;

/** Starts both over a migrated database that nobody else uses. */
export async function openEmulated(
  databaseUrl: string,
  state: State,
  options: EmulatedOptions = {},
): Promise<Emulated> {
  const api = await startApi({ perMinute: 1_000_000, ...options, state });
  const variables = variablesOf(api);
  const secrets: Record<string, readonly string[]> = SECRETS;
  const engine = await openRuntime(databaseUrl, ({ name }) => secrets[name] ?? [], variables);
  const work = (name: string): ReconcileContext => {
    const found = engine.reconciler.contexts.find(({ provider }) => provider === name);
    if (!found) throw new RangeError(`${name} is not connected`);
    return { ...found, clock: () => new Date(state.now).toISOString() };
  };
  return {
    state,
    api,
    engine,
    databaseUrl,
    variables,
    work,
    async hear(deliveries) {
      for (let from = 0; from < deliveries.length; from += AT_ONCE)
        await Promise.all(deliveries.slice(from, from + AT_ONCE).map((delivery) => take(engine, delivery)));
      await engine.drain();
      await engine.sql`update refreshes set due_at = now()`;
      for (const { provider } of engine.reconciler.contexts) while ((await refresh(work(provider))) > 0);
      await engine.drain();
    },
    async reconcile(wanted) {
      const runs: Run[] = [];
      for (const { provider } of engine.reconciler.contexts) {
        const run = await reconcile(work(provider), wanted ?? null);
        if (run) runs.push(run);
      }
      await engine.drain();
      return runs;
    },
    async stop() {
      await engine.stop();
      await api.refuse();
    },
  };
}

async function take(engine: Runtime, delivery: EmulatedDelivery): Promise<void> {
  const provider = findProvider(delivery.provider);
  if (!provider) throw new RangeError(`there is no ${delivery.provider}`);
  const headers = delivery.sign(SECRETS[delivery.provider][0]);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const arrival = {
    headers: lower,
    body: Buffer.from(delivery.body),
    receivedAt: new Date().toISOString(),
    remote: '',
  };
  const { status, body } = await receive(provider, arrival, engine.receiver.contextOf(provider));
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
}
