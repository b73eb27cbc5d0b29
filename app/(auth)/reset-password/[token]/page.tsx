import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { PasswordForm } from '#components/shell/password-form.tsx';
import { Address, InvalidLink, PublicPage, UnusableLink } from '#components/shell/public-page.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { findLink } from '#lib/auth/account-links.ts';
import { resetPassword } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('New password'), referrer: 'no-referrer' };
}

const OVER = {
  expired: [
    'This link has expired',
    'Ask for another on the sign-in page, under “Forgotten password?”, or ask an admin.',
  ],
  revoked: [
    'This link is not valid any more',
    'The account changed since. Ask for another on the sign-in page, under “Forgotten password?”, or ask an admin.',
  ],
  replaced: ['There is a newer link', 'Use the link that you got last.'],
  used: [
    'This link was used',
    'It changes a password once. Ask for another on the sign-in page, under “Forgotten password?”, or ask an admin.',
  ],
} as const;

/** Where the link to reset a password leads. Opening it changes nothing: mail scanners follow links. */
export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const [{ token }, words] = await Promise.all([params, readWords()]);
  const { t } = words;
  const found = await findLink(database(), 'reset', token);
  if (!found)
    return (
      <InvalidLink what={t('It may be incomplete. Copy it from the e-mail, or ask for another on the sign-in page.')} />
    );
  const { state, link } = found;
  if (state !== 'open') return <UnusableLink title={t(OVER[state][0])} what={t(OVER[state][1])} />;
  return (
    <PublicPage title={t('Choose a new password')}>
      <p className="mb-5 text-dim">
        {rich(words, 'For {address}, with at least 10 characters. All sessions of this account will end.', {
          address: <Address>{link.email}</Address>,
        })}
      </p>
      <PasswordForm token={token} email={link.email} submit={t('Change the password')} action={resetPassword} />
    </PublicPage>
  );
}
