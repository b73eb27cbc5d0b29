import { readWords } from '#app/words.ts';
import { SourceLine } from '#components/overview/sources.tsx';
import { ActionButton } from '#components/settings/action-form.tsx';
import { TestProgress } from '#components/setup/test-progress.tsx';
import { database } from '#db/client.ts';
import { lastWebhookTests } from '#db/queries/setup.ts';
import { sourceHealth } from '#db/queries/source-health.ts';
import type { Provider } from '#lib/providers/contract.ts';
import { sendTestEvent } from './actions.ts';

/** A test event and what came of it, and the first webhook of the source itself. */
export async function EventStep({ provider: { name, title } }: { provider: Provider }) {
  const [tests, [health]] = await Promise.all([lastWebhookTests(database()), sourceHealth(database(), [name])]);
  const test = tests.find(({ provider }) => provider === name);
  const { t } = await readWords();
  return (
    <>
      <p className="max-w-prose px-4 pb-2 text-dim lg:px-6">
        {t(
          'Send a signed test event to the webhook address, as {source} would. The shipment that it makes is taken back at once: nobody is told of it, and nothing of it remains.',
          { source: title },
        )}
      </p>
      <div className="px-4 pb-2 lg:px-6">
        <ActionButton
          key={name}
          action={sendTestEvent}
          label={t('Send a test event')}
          of={title}
          fields={{ provider: name }}
          plain
        />
      </div>
      {test && <TestProgress test={test} />}
      <p className="px-4 pt-2 text-dim lg:px-6">
        {t('Or wait for the first webhook of {source}; it appears here by itself.', { source: title })}
      </p>
      {health && (
        <div className="flex items-start gap-2 px-4 pt-1 pb-4 lg:px-6">
          <SourceLine source={health} title={title} />
        </div>
      )}
    </>
  );
}
