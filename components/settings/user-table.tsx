import type { UserRow } from '#db/queries/users.ts';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { RolePick } from './role-pick.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

type Actions = {
  setRole: FormAction;
  signOut: FormAction;
  resetPassword: FormAction;
  resetTwoFactor: FormAction;
  remove: FormAction;
};
type Props = {
  people: readonly UserRow[];
  /** The id of the signed-in admin, who cannot remove themselves here. */
  me: string;
  roles: readonly string[];
  actions: Actions;
};

/** All users, for admins. */
export function UserTable({ people, me, roles, actions }: Props) {
  const { t } = useWords();
  return (
    <SettingsTable label={t('Users')} heads={['User', 'Name', 'Role', 'Sign-in method', 'Added', '']}>
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
            t(methodOf(person)),
            <RelativeTime key="since" at={person.createdAt} suffix=" ago" />,
            person.id !== me && <UserActions key="actions" person={person} actions={actions} />,
          ]}
        />
      ))}
    </SettingsTable>
  );
}

/** English. */
function methodOf({ hasPassword, hasSecondFactor }: UserRow): string {
  if (!hasPassword) return 'Through single sign-on';
  return hasSecondFactor ? 'With a password and a code' : 'With a password';
}

function UserActions({ person, actions }: { person: UserRow; actions: Actions }) {
  const { t } = useWords();
  const { id, email, hasPassword, hasSecondFactor } = person;
  return (
    <span className="flex">
      {hasPassword && (
        <ActionButton action={actions.resetPassword} label={t('Reset password')} of={email} fields={{ id }} confirms />
      )}
      {hasSecondFactor && (
        <ConfirmButton
          action={actions.resetTwoFactor}
          label={t('Reset two-factor')}
          of={email}
          fields={{ id }}
          title={t('Reset the two-factor authentication of {email}?', { email })}
          consequence={t(
            'Their authenticator app and recovery codes are removed and their sessions end. Until they set up another app, their password alone signs them in: make sure that it is them who ask.',
          )}
        />
      )}
      <ActionButton action={actions.signOut} label={t('Sign out')} of={email} fields={{ id }} />
      <ConfirmButton
        action={actions.remove}
        label={t('Remove')}
        of={email}
        fields={{ id }}
        title={t('Remove {email}?', { email })}
        consequence={t(
          'Their sessions and API tokens end at once, their exceptions have no owner any more, and they are told nothing more. Their history stays. An admin can add them again.',
        )}
      />
    </span>
  );
}
