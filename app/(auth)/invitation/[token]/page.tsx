import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { PasswordForm } from '#components/shell/password-form.tsx';
import { Address, InvalidLink, PublicPage, UnusableLink } from '#components/shell/public-page.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { findLink } from '#lib/auth/account-links.ts';
import { acceptInvitation } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Invitation'), referrer: 'no-referrer' };
}

const OVER = {
  expired: ['This invitation has expired', 'Ask the admin who invited you to resend it.'],
  revoked: ['This invitation was revoked', 'Ask an admin of Fairlead if you need an account.'],
  replaced: ['There is a newer invitation', 'Use the link that you got last.'],
  used: ['This invitation was accepted', 'Sign in with the password that was chosen.'],
} as const;

/** Where the link of an invitation leads. Opening it changes nothing: mail scanners follow links. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const [{ token }, words] = await Promise.all([params, readWords()]);
  const { t } = words;
  const found = await findLink(database(), 'invitation', token);
  if (!found)
    return (
      <InvalidLink
        what={t('It may be incomplete. Copy it from the e-mail, or ask the admin who invited you for another.')}
      />
    );
  const { state, link } = found;
  if (state !== 'open') return <UnusableLink title={t(OVER[state][0])} what={t(OVER[state][1])} />;
  return (
    <PublicPage title={t('Welcome to Fairlead')}>
      <p className="mb-5 text-dim">
        {rich(words, '{admin} invited {address} as {role}. Choose a password of at least 10 characters.', {
          admin: link.createdBy,
          address: <Address>{link.email}</Address>,
          role: link.role && t(link.role),
        })}
      </p>
      <PasswordForm token={token} email={link.email} submit={t('Create the account')} action={acceptInvitation} />
    </PublicPage>
  );
}
