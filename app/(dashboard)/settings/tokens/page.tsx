import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { ActionForm, Field, Pick } from '#components/settings/action-form.tsx';
import { ConfirmButton } from '#components/settings/confirm-button.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { database } from '#db/client.ts';
import { listTokens } from '#db/queries/users.ts';
import { TOKEN_DAYS, TOKEN_ROLES } from '#lib/auth/api-tokens.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { now } from '#lib/clock.ts';
import { AdminsOnly } from '../../admins-only.tsx';
import { issue, revoke } from '../actions.ts';

export const metadata: Metadata = { title: 'API tokens' };

export default async function TokensPage() {
  if (!(await userWithRole('admin'))) return <AdminsOnly />;
  const tokens = await listTokens(database());
  return (
    <>
      <ActionForm action={issue} submit="Issue a token">
        <Field label="Name" name="name" required />
        <Pick label="Role" name="role" options={TOKEN_ROLES} />
        <Pick label="Valid for days" name="days" options={TOKEN_DAYS.map(String)} />
      </ActionForm>
      {tokens.length === 0 ? (
        <EmptyState icon={KeyRound} title="No token was issued">
          <p>Programs can use API_TOKEN from the environment. Tokens issued here can be revoked one by one.</p>
        </EmptyState>
      ) : (
        <SettingsTable label="API tokens" heads={['For', 'Begins with', 'Role', 'Issued', 'Last used', 'Expires', '']}>
          {tokens.map(({ id, name, start, role, createdBy, createdAt, lastUsedAt, expiresAt }) => (
            <SettingsRow
              key={id}
              name={name}
              cells={[
                <span key="start" className="mono">{`${start}…`}</span>,
                <span key="role" className="capitalize">
                  {role}
                </span>,
                <span key="issued">
                  <RelativeTime at={createdAt} suffix=" ago" /> by {createdBy}
                </span>,
                lastUsedAt ? <RelativeTime key="used" at={lastUsedAt} suffix=" ago" /> : 'Never',
                <span key="expires">{`${expiresAt <= now() ? 'Expired' : 'On'} ${expiresAt.slice(0, 10)}`}</span>,
                <ConfirmButton
                  key="revoke"
                  action={revoke}
                  label="Revoke"
                  of={name}
                  fields={{ id }}
                  title={`Revoke the API token ${name}?`}
                  consequence={`Programs that use the token ${start}… are answered 401 from now on. It cannot be restored.`}
                />,
              ]}
            />
          ))}
        </SettingsTable>
      )}
    </>
  );
}
