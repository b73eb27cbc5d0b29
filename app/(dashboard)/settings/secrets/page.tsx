import type { Metadata } from 'next';
import { ForAdmins } from '#components/settings/for-admins.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { database } from '#db/client.ts';
import { secretTraffic } from '#db/queries/integrations.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { secretsFromEnv } from '#lib/engine.ts';
import { secretName } from '#lib/inbox/secret-uses.ts';
import { providers } from '#lib/providers/index.ts';

export const metadata: Metadata = { title: 'Webhook secrets' };

const PLACES = ['Current', 'Previous'];

export default async function SecretsPage() {
  if (!(await userWithRole('admin'))) return <ForAdmins />;
  const used = await secretTraffic(database());
  const secrets = providers.flatMap((provider) =>
    secretsFromEnv(provider).map((secret, at) => {
      const name = secretName(secret);
      return {
        provider,
        name,
        place: PLACES[at] ?? '',
        use: used.find((one) => one.provider === provider.name && one.secret === name),
      };
    }),
  );
  return (
    <>
      <p className="max-w-prose border-b border-line px-4 py-4 text-dim lg:px-6">
        To rotate a secret, put the new one before the old one in its environment key, separated by a comma, restart,
        and give the new one to the provider. When the old one has vouched for nothing in a day, take it out.
      </p>
      <SettingsTable
        label="Webhook secrets"
        heads={['Secret', 'Source', 'Environment key', 'In 24 h', 'Last vouched', '']}
      >
        {secrets.map(({ provider, name, place, use }) => (
          <SettingsRow
            key={`${provider.name} ${name}`}
            name={
              <>
                {place} <span className="mono text-xs font-normal text-faint">{name}</span>
              </>
            }
            cells={[
              provider.title,
              <span key="key" className="mono text-xs">
                {provider.secretKey}
              </span>,
              `${(use?.day ?? 0).toLocaleString('en-US')} deliveries`,
              use ? <RelativeTime key="used" at={use.lastHour} suffix=" ago" /> : 'Never',
              place === 'Previous' && !use?.day ? 'May be taken out' : '',
            ]}
          />
        ))}
      </SettingsTable>
    </>
  );
}
