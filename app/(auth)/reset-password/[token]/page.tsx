import type { Metadata } from 'next';
import { PasswordForm } from '#components/shell/password-form.tsx';
import { Address, InvalidLink, PublicPage, UnusableLink } from '#components/shell/public-page.tsx';
import { database } from '#db/client.ts';
import { findLink } from '#lib/auth/account-links.ts';
import { resetPassword } from './actions.ts';

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' };

const AGAIN = 'Ask for another on the sign-in page, under “Forgotten password?”, or ask an admin.';
const OVER = {
  expired: ['This link has expired', AGAIN],
  revoked: ['This link is not valid any more', `The account changed since. ${AGAIN}`],
  replaced: ['There is a newer link', 'Use the link that you got last.'],
  used: ['This link was used', `It changes a password once. ${AGAIN}`],
} as const;

/** Where the link to reset a password leads. Opening it changes nothing: mail scanners follow links. */
export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await findLink(database(), 'reset', token);
  if (!found) return <InvalidLink otherwise="ask for another on the sign-in page" />;
  const { state, link } = found;
  if (state !== 'open') return <UnusableLink title={OVER[state][0]} what={OVER[state][1]} />;
  return (
    <PublicPage title="Choose a new password">
      <p className="mb-5 text-dim">
        For <Address>{link.email}</Address>, with at least 10 characters. All sessions of this account will end.
      </p>
      <PasswordForm token={token} email={link.email} submit="Change the password" action={resetPassword} />
    </PublicPage>
  );
}
