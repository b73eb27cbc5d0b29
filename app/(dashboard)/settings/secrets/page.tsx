import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { ActionButton, ActionForm, Field, Pick } from '#components/settings/action-form.tsx';
import { ConfirmButton } from '#components/settings/confirm-button.tsx';
import { SecretState } from '#components/settings/secret-state.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { database } from '#db/client.ts';
import { secretTraffic } from '#db/queries/integrations.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { listSecrets } from '#lib/inbox/secret-list.ts';
import { providers } from '#lib/providers/index.ts';
import { secretsFromEnv } from '#lib/providers/secrets-from-env.ts';
import { useWords } from '#words';
import { AdminsOnly } from '../../admins-only.tsx';
import { addWebhookSecret, removeSecretExpiry, retireWebhookSecret } from './actions.ts';
import { OVERLAPS } from './overlaps.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Webhook secrets') };
}

/** All webhook secrets with their recent use. */
async function readSecrets() {
  const used = await secretTraffic(database());
  const lists = providers.map(async (provider) => {
    const listed = await listSecrets(database(), provider.name, secretsFromEnv(provider), env().AUTH_SECRET ?? '');
    return listed.map((secret) => {
      const use = used.find((one) => one.provider === provider.name && one.secret === secret.fingerprint);
      return { provider, use, ...secret };
    });
  });
  return (await Promise.all(lists)).flat();
}

export default async function SecretsPage() {
  if (!(await userWithRole('admin'))) return <AdminsOnly />;
  const [secrets, { t }] = await Promise.all([readSecrets(), readWords()]);
  return (
    <>
      <ol className="list-decimal space-y-1 border-b border-line py-4 pr-4 pl-9 text-dim lg:pr-6 lg:pl-11">
        <li>{t('Add the new secret here. It is valid at once; the current one stays valid during the overlap.')}</li>
        <li>{t('Enter the new secret at the source. If the source generates it, paste it here first.')}</li>
        <li>{t('The previous secret expires automatically. Retire it sooner when it verifies no more webhooks.')}</li>
      </ol>
      <ActionForm action={addWebhookSecret} submit={t('Add secret')}>
        <Pick
          label={t('Source')}
          name="provider"
          options={Object.fromEntries(providers.map(({ name, title }) => [name, title]))}
        />
        <Field
          label={t('Secret (empty: generate one)')}
          name="secret"
          type="password"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
        />
        <Pick label={t('Previous secret stays valid for')} name="overlap" options={OVERLAPS} value="1440" />
      </ActionForm>
      <SettingsTable
        label={t('Webhook secrets')}
        heads={['Source', 'Fingerprint', 'State', 'Stored in', 'Webhooks in 24 h', 'Last used', '']}
      >
        {secrets.map((secret) => (
          <SecretRow key={`${secret.provider.name} ${secret.fingerprint}`} secret={secret} />
        ))}
      </SettingsTable>
    </>
  );
}

type Secret = Awaited<ReturnType<typeof readSecrets>>[number];

function SecretRow({ secret: { provider, fingerprint, state, storedIn, endsAt, addedBy, use } }: { secret: Secret }) {
  const { t, number } = useWords();
  const verified = number(use?.day ?? 0);
  const settings = addedBy ? t('Settings, added by {person}', { person: addedBy }) : t('Settings');
  return (
    <SettingsRow
      name={provider.title}
      cells={[
        <span key="name" className="mono text-xs">
          {fingerprint}
        </span>,
        <SecretState key="state" state={state} endsAt={endsAt} />,
        storedIn === 'environment' ? (
          <span key="kept" className="mono text-xs">
            {provider.secretKey}
          </span>
        ) : (
          settings
        ),
        verified,
        use ? <RelativeTime key="used" at={use.lastHour} suffix=" ago" /> : t('Never'),
        <SecretActions
          key="actions"
          state={state}
          verified={verified}
          of={t('{source} secret {fingerprint}', { source: provider.title, fingerprint })}
          fields={{ provider: provider.name, fingerprint }}
        />,
      ]}
    />
  );
}

/** `verified`: how many webhooks of the last day, as text. */
type ActionsProps = { state: Secret['state']; verified: string; of: string; fields: Record<string, string> };

function SecretActions({ state, verified, of, fields }: ActionsProps) {
  const { t } = useWords();
  return (
    <span className="flex gap-1">
      {state === 'previous' && (
        <ActionButton action={removeSecretExpiry} label={t('Remove expiry')} of={of} fields={fields} />
      )}
      {state !== 'ended' && (
        <ConfirmButton
          action={retireWebhookSecret}
          label={t('Retire now')}
          of={of}
          fields={fields}
          title={t('Retire the {secret}?', { secret: of })}
          consequence={t('Webhooks signed with it are rejected from now on. It verified {n} in the last 24 hours.', {
            n: verified,
          })}
        />
      )}
    </span>
  );
}
