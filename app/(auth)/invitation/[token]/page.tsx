import type { Metadata } from 'next';
import { PasswordForm } from '#components/shell/password-form.tsx';
import { Address, InvalidLink, PublicPage, UnusableLink } from '#components/shell/public-page.tsx';
import { database } from '#db/client.ts';
import { findLink } from '#lib/auth/account-links.ts';
import { acceptInvitation } from './actions.ts';

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

const OVER = {
  expired: ['This invitation has expired', 'Ask the admin who invited you to resend it.'],
  revoked: ['This invitation was revoked', 'Ask an admin of Fairlead if you need an account.'],
  replaced: ['There is a newer invitation', 'Use the link that you got last.'],
  used: ['This invitation was accepted', 'Sign in with the password that was chosen.'],
} as const;

/** Where the link of an invitation leads. Opening it changes nothing: mail scanners follow links. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await findLink(database(), 'invitation', token);
  if (!found) return <InvalidLink otherwise="ask the admin who invited you for another" />;
  const { state, link } = found;
  if (state !== 'open') return <UnusableLink title={OVER[state][0]} what={OVER[state][1]} />;
  return (
    <PublicPage title="Welcome to Fairlead">
      <p className="mb-5 text-dim">
        {link.createdBy} invited <Address>{link.email}</Address> as {link.role}. Choose a password of at least 10
        characters.
      </p>
      <PasswordForm token={token} email={link.email} submit="Create the account" action={acceptInvitation} />
    </PublicPage>
  );
}
