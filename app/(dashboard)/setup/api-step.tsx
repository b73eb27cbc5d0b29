import { readWords } from '#app/words.ts';
import { SyncStatusLine } from '#components/reconciliation/sync-status.tsx';
import { ActionButton } from '#components/settings/action-form.tsx';
import { ApiKeys } from '#components/setup/api-keys.tsx';
import { RefreshWhile } from '#components/setup/refresh-while.tsx';
import { SyncProgress } from '#components/setup/sync-progress.tsx';
import { database } from '#db/client.ts';
import { reconciled } from '#db/queries/runs.ts';
import { env } from '#lib/env.ts';
import type { Provider } from '#lib/providers/contract.ts';
import { runtime } from '#lib/runtime.ts';
import { start } from '../reconciliation/actions.ts';
import { check } from './actions.ts';

/** The keys of the API of a source, a check of them, and the first synchronisation. */
export async function ApiStep({ provider: { name, title, api } }: { provider: Provider }) {
  const { t } = await readWords();
  if (!api)
    return (
      <p className="px-4 pb-4 text-dim lg:px-6">
        {t('{source} has no API: it only sends webhooks.', { source: title })}
      </p>
    );
  const { reconciler } = await runtime();
  const isConnected = reconciler.providers.has(name);
  const [standing] = isConnected ? await reconciled(database(), [name]) : [];
  const run = standing?.last ?? null;
  return (
    <>
      <p className="max-w-prose px-4 pb-2 text-dim lg:px-6">
        {t(
          'With its API, Fairlead reads what exists already, and every hour what webhooks missed. Keys are environment variables, so a restart is needed after they change.',
        )}
      </p>
      <ApiKeys alternatives={api.credentials} given={api.keys.filter((key) => env().raw[key])} />
      {standing && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pb-2 lg:px-6">
          <ActionButton
            key={name}
            action={check}
            label={t('Check the API')}
            of={title}
            fields={{ provider: name }}
            plain
            confirms
          />
          {(!run || run.finishedAt) && (
            <ActionButton action={start} label={t('Synchronise now')} of={title} fields={{ provider: name }} plain />
          )}
          <SyncStatusLine standing={standing} />
        </div>
      )}
      {run && <SyncProgress run={run} />}
      {standing && <RefreshWhile isRunning={!run?.finishedAt} />}
    </>
  );
}
