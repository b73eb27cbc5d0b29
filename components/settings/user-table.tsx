import type { UserRow } from '#db/queries/users.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { RolePick } from './role-pick.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

type Actions = { setRole: FormAction; signOut: FormAction; resetPassword: FormAction; remove: FormAction };
type Props = {
  people: readonly UserRow[];
  /** The id of the signed-in admin, who cannot remove themselves here. */
  me: string;
  roles: readonly string[];
  actions: Actions;
};

/** All users, for admins. */
export function UserTable({ people, me, roles, actions }: Props) {
  return (
    <SettingsTable label="Users" heads={['User', 'Name', 'Role', 'Sign-in method', 'Added', '']}>
      {people.map((person) => (
        <SettingsRow
          key={person.id}
          name={person.email}
          cells={[
            person.name ?? '–',
            <RolePick
              key="role"
              action={actions.setRole}
              id={person.id}
              role={person.role}
              roles={roles}
              of={person.email}
            />,
            person.hasPassword ? 'With a password' : 'Through single sign-on',
            <RelativeTime key="since" at={person.createdAt} suffix=" ago" />,
            person.id !== me && <UserActions key="actions" person={person} actions={actions} />,
          ]}
        />
      ))}
    </SettingsTable>
  );
}

function UserActions({ person: { id, email, hasPassword }, actions }: { person: UserRow; actions: Actions }) {
  return (
    <span className="flex">
      {hasPassword && (
        <ActionButton action={actions.resetPassword} label="Reset password" of={email} fields={{ id }} confirms />
      )}
      <ActionButton action={actions.signOut} label="Sign out" of={email} fields={{ id }} />
      <ConfirmButton
        action={actions.remove}
        label="Remove"
        of={email}
        fields={{ id }}
        title={`Remove ${email}?`}
        consequence="Their sessions and API tokens end at once, their exceptions have no owner any more, and they are told nothing more. Their history stays. An admin can add them again."
      />
    </span>
  );
}
