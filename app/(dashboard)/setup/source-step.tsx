import { SecretForm } from '#components/setup/secret-form.tsx';
import { CodeLine } from '#components/ui/code-line.tsx';
import { env } from '#lib/env.ts';
import type { Provider } from '#lib/providers/contract.ts';
import { useWords } from '#words';
import { addWebhookSecret } from '../settings/secrets/actions.ts';
import { webhookAddress } from '../webhook-address.ts';

/** The address to give to a source, and the secret that it signs with. */
export function SourceStep({ provider: { name, title }, hasSecret }: { provider: Provider; hasSecret: boolean }) {
  const { t } = useWords();
  const source = { source: title };
  return (
    <>
      <div className="max-w-prose space-y-1 px-4 pb-3 lg:px-6">
        <p className="text-dim">{t('Enter this address at {source} as the target of its webhooks.', source)}</p>
        <CodeLine label={t('the webhook address for {source}', source)}>{webhookAddress(name)}</CodeLine>
        {!env().APP_URL && (
          <p className="text-xs text-risk">
            {t(
              'Only this machine reaches this address. Set APP_URL to the one that {source} can reach, and restart.',
              source,
            )}
          </p>
        )}
      </div>
      <SecretForm key={name} action={addWebhookSecret} provider={name} title={title} hasSecret={hasSecret} />
    </>
  );
}
