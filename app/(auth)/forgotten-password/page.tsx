import type { Metadata } from 'next';
import { accountHandover } from '#app/account-mail.ts';
import { PublicPage, SignInLink } from '#components/shell/public-page.tsx';
import { ResetForm } from '#components/shell/reset-form.tsx';
import { askForReset } from './actions.ts';

export const metadata: Metadata = { title: 'Forgotten password' };
/** Whether there is a mail server is known when the server runs, not when the pages are built. */
export const dynamic = 'force-dynamic';

export default function ForgottenPasswordPage() {
  return (
    <PublicPage title="Forgotten password?">
      {accountHandover() === 'mail' ? (
        <>
          <p className="mb-5 text-dim">We send you a link to choose a new one.</p>
          <ResetForm action={askForReset} />
        </>
      ) : (
        <p className="text-dim">
          This installation sends no e-mails. An admin can give you a link to choose a new one.
        </p>
      )}
      <SignInLink />
    </PublicPage>
  );
}
