import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { accountHandover } from '#app/account-mail.ts';
import { readWords } from '#app/words.ts';
import { ActionForm, Field, Pick } from '#components/settings/action-form.tsx';
import { InvitationTable } from '#components/settings/invitation-table.tsx';
import { UserTable } from '#components/settings/user-table.tsx';
import { database } from '#db/client.ts';
import { listUsers } from '#db/queries/users.ts';
import { listInvitations } from '#lib/auth/invitations.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { ROLES } from '#lib/auth/roles.ts';
import { secondFactorPolicy } from '#lib/auth/second-factor-policy.ts';
import { now } from '#lib/clock.ts';
import { INVITATION_DAYS } from '#lib/model/account-link.ts';
import { SECOND_FACTOR_POLICIES } from '#lib/model/second-factor.ts';
import { useWords } from '#words';
import { AdminsOnly } from '../../admins-only.tsx';
import { add, remove, setRole, signOutPerson } from '../actions.ts';
import { requireTwoFactor, resetTwoFactorOf } from '../two-factor-actions.ts';
import { inviteUser, resend, resetPasswordOf, revokeInvited } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Users') };
}

export default async function PeoplePage() {
  const admin = await userWithRole('admin');
  if (!admin) return <AdminsOnly />;
  const [people, invitations, policy, { t }] = await Promise.all([
    listUsers(database()),
    listInvitations(database()),
    secondFactorPolicy(database()),
    readWords(),
  ]);
  const isMailed = accountHandover() === 'mail';
  return (
    <>
      <Heading title={t('Invite a user')}>
        {t(
          isMailed
            ? 'They get a link by e-mail, valid for {days} days, and choose their own password.'
            : 'No e-mails can be sent: APP_URL or SMTP_URL is not set. You get a link to hand over, valid for {days} days.',
          { days: INVITATION_DAYS },
        )}
      </Heading>
      <ActionForm action={inviteUser} submit={t('Invite')}>
        <Field label={t('E-mail address')} name="email" type="email" required />
        <Field label={t('Name')} name="name" maxLength={100} />
        <Pick label={t('Role')} name="role" options={ROLES} />
      </ActionForm>
      {invitations.length > 0 && (
        <>
          <Heading title={t('Invitations')} />
          <InvitationTable invitations={invitations} resend={resend} revoke={revokeInvited} at={now()} />
        </>
      )}
      <Heading title={t('Users')} />
      <UserTable
        people={people}
        me={admin.id}
        roles={ROLES}
        actions={{
          setRole,
          signOut: signOutPerson,
          resetPassword: resetPasswordOf,
          resetTwoFactor: resetTwoFactorOf,
          remove,
        }}
      />
      <Heading title={t('Two-factor authentication')}>
        {t(
          'Whoever signs in with a password sets it up at the next sign-in, before anything else. Single sign-on has a second factor of its own.',
        )}
      </Heading>
      <ActionForm action={requireTwoFactor} submit={t('Save')}>
        <Pick key={policy} label={t('Required for')} name="policy" options={SECOND_FACTOR_POLICIES} value={policy} />
      </ActionForm>
      <AddWithoutInvitation />
    </>
  );
}

function Heading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="px-4 pt-4 pb-1 lg:px-6">
      <h2 className="text-sm font-semibold">{title}</h2>
      {children && <p className="max-w-prose text-dim">{children}</p>}
    </div>
  );
}

/** For users of single sign-on, and where no link can be handed over. */
function AddWithoutInvitation() {
  const { t } = useWords();
  return (
    <details className="border-t border-line">
      <summary className="px-4 py-3 text-sm font-medium lg:px-6">{t('Add a user without an invitation')}</summary>
      <ActionForm action={add} submit={t('Add')}>
        <Field label={t('E-mail address')} name="email" type="email" required />
        <Field label={t('Name')} name="name" maxLength={100} />
        <Pick label={t('Role')} name="role" options={ROLES} />
        <Field
          label={t('Initial password (empty: single sign-on)')}
          name="password"
          type="password"
          autoComplete="new-password"
        />
      </ActionForm>
    </details>
  );
}
