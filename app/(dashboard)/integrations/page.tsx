import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { SourceCard } from '#components/integrations/source-card.tsx';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { database } from '#db/client.ts';
import { trafficOf } from '#db/queries/integrations.ts';
import { reconciled } from '#db/queries/runs.ts';
import { sourceHealth } from '#db/queries/source-health.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providers } from '#lib/providers/index.ts';
import { runtime } from '#lib/runtime.ts';
import { webhookAddress } from '../webhook-address.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Integrations') };
}

export default async function IntegrationsPage() {
  await requireUser();
  const { t } = await readWords();
  const names = providers.map(({ name }) => name);
  const { acknowledged, reconciler } = await runtime();
  const [health, traffic, standings] = await Promise.all([
    sourceHealth(database(), names),
    Promise.all(names.map((name) => trafficOf(database(), name))),
    reconciled(database(), [...reconciler.providers]),
  ]);
  return (
    <div className="flex-1 overflow-y-auto">
      <LiveRefresh />
      <div className="border-b border-line px-4 py-4 lg:px-6">
        <h1 className="text-lg font-semibold tracking-tight">{t('Integrations')}</h1>
      </div>
      <div className="grid gap-4 p-4 lg:p-6 xl:grid-cols-2">
        {providers.map(({ name, title }, at) => {
          const [of, lately] = [health[at], traffic[at]];
          if (!of || !lately) return null;
          return (
            <SourceCard
              key={name}
              title={title}
              address={webhookAddress(name)}
              health={of}
              traffic={lately}
              acknowledged={acknowledged(name)}
              standing={standings.find(({ provider }) => provider === name) ?? null}
            />
          );
        })}
      </div>
    </div>
  );
}
