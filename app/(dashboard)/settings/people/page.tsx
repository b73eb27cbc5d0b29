import type { Metadata } from 'next';
import { ActionButton, ActionForm, Field, Pick } from '#components/settings/action-form.tsx';
import { ForAdmins } from '#components/settings/for-admins.tsx';
import { RolePick } from '#components/settings/role-pick.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { database } from '#db/client.ts';
import { listUsers } from '#db/queries/users.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { ROLES } from '#lib/auth/roles.ts';
import { add, remove, setRole, signOutPerson } from '../actions.ts';

export const metadata: Metadata = { title: 'Users' };

export default async function PeoplePage() {
  const admin = await userWithRole('admin');
  if (!admin) return <ForAdmins />;
  const people = await listUsers(database());
  return (
    <>
      <ActionForm action={add} submit="Add">
        <Field label="E-mail address" name="email" type="email" required />
        <Field label="Name" name="name" />
        <Pick label="Role" name="role" options={ROLES} />
        <Field
          label="Initial password (empty: single sign-on)"
          name="password"
          type="password"
          autoComplete="new-password"
        />
      </ActionForm>
      <SettingsTable label="Users" heads={['User', 'Name', 'Role', 'Sign-in method', 'Added', '']}>
        {people.map(({ id, email, name, role, hasPassword, createdAt }) => (
          <SettingsRow
            key={id}
            name={email}
            cells={[
              name ?? '–',
              <RolePick key="role" action={setRole} id={id} role={role} roles={ROLES} of={email} />,
              hasPassword ? 'With a password' : 'Through single sign-on',
              <RelativeTime key="since" at={createdAt} suffix=" ago" />,
              id !== admin.id && (
                <span key="end" className="flex">
                  <ActionButton action={signOutPerson} label={`Sign out ${email}`} fields={{ id }} />
                  <ActionButton action={remove} label={`Remove ${email}`} fields={{ id }} />
                </span>
              ),
            ]}
          />
        ))}
      </SettingsTable>
    </>
  );
}
