import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { ActionForm, Field, Pick } from '#components/settings/action-form.tsx';
import { ConfirmButton } from '#components/settings/confirm-button.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { listTokens } from '#db/queries/users.ts';
import { TOKEN_DAYS, TOKEN_ROLES } from '#lib/auth/api-tokens.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { now } from '#lib/clock.ts';
import { AdminsOnly } from '../../admins-only.tsx';
import { issue, revoke } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('API tokens') };
}

export default async function TokensPage() {
  if (!(await userWithRole('admin'))) return <AdminsOnly />;
  const [tokens, words] = await Promise.all([listTokens(database()), readWords()]);
  const { t } = words;
  return (
    <>
      <ActionForm action={issue} submit={t('Issue a token')}>
        <Field label={t('Name')} name="name" required />
        <Pick label={t('Role')} name="role" options={TOKEN_ROLES} />
        <Pick label={t('Valid for days')} name="days" options={TOKEN_DAYS.map(String)} />
      </ActionForm>
      {tokens.length === 0 ? (
        <EmptyState icon={KeyRound} title={t('No token was issued')}>
          <p>{t('Programs can use API_TOKEN from the environment. Tokens issued here can be revoked one by one.')}</p>
        </EmptyState>
      ) : (
        <SettingsTable
          label={t('API tokens')}
          heads={['For', 'Begins with', 'Role', 'Issued¦token', 'Last used', 'Expires', '']}
        >
          {tokens.map(({ id, name, start, role, createdBy, createdAt, lastUsedAt, expiresAt }) => (
            <SettingsRow
              key={id}
              name={name}
              cells={[
                <span key="start" className="mono">{`${start}…`}</span>,
                <span key="role" className="capitalize">
                  {t(role)}
                </span>,
                <span key="issued">
                  {rich(words, '{time} by {person}', {
                    time: <RelativeTime at={createdAt} suffix=" ago" />,
                    person: createdBy,
                  })}
                </span>,
                lastUsedAt ? <RelativeTime key="used" at={lastUsedAt} suffix=" ago" /> : t('Never'),
                <span key="expires">
                  {t(expiresAt <= now() ? 'Expired {date}' : 'On {date}', { date: expiresAt.slice(0, 10) })}
                </span>,
                <ConfirmButton
                  key="revoke"
                  action={revoke}
                  label={t('Revoke')}
                  of={name}
                  fields={{ id }}
                  title={t('Revoke the API token {name}?', { name })}
                  consequence={t(
                    'Programs that use the token {start}… are answered 401 from now on. It cannot be restored.',
                    { start },
                  )}
                />,
              ]}
            />
          ))}
        </SettingsTable>
      )}
    </>
  );
}
