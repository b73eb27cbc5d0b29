import { cache } from 'react';
import { database } from '#db/client.ts';
import { readSetupFacts } from '#db/queries/setup.ts';
import { env } from '#lib/env.ts';
import { isSetupOpen, type SetupStates, type SetupStep, setupStates } from '#lib/model/setup.ts';
import type { Provider } from '#lib/providers/contract.ts';
import { providers } from '#lib/providers/index.ts';
import { secretsFromEnv } from '#lib/providers/secrets-from-env.ts';

/** The state of the set-up. `secretsOf`: the sources with a webhook secret that somebody chose. */
export type Setup = { states: SetupStates; isOpen: boolean; secretsOf: ReadonlySet<string> };

/** Reads it, once per request. Null in the demo, which has nothing to set up. */
export const readSetup = cache(async (): Promise<Setup | null> => {
  if (env().raw.DEMO_URL) return null;
  const facts = await readSetupFacts(database());
  const secretsOf = new Set([...facts.secretsOf, ...providers.filter(hasGivenSecret).map(({ name }) => name)]);
  const done: Record<SetupStep, boolean> = {
    source: secretsOf.size > 0 || facts.hasWebhook,
    event: facts.hasWebhook,
    api: facts.isSynced,
    colleague: facts.hasColleague,
    rule: facts.hasRule,
  };
  const names = (Object.keys(done) as SetupStep[]).filter((step) => done[step]);
  const states = setupStates(new Set(names), new Set(facts.skipped));
  return { states, isOpen: isSetupOpen(states), secretsOf };
});

/** Whether the environment has a secret that was not generated at the first start: one of those is known to nobody yet. */
function hasGivenSecret(provider: Provider): boolean {
  const generated = env().raw.GENERATED_SECRETS?.split(',') ?? [];
  return secretsFromEnv(provider).length > 0 && !generated.includes(provider.secretKey);
}
