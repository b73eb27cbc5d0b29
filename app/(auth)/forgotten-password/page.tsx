import type { Metadata } from 'next';
import { accountHandover } from '#app/account-mail.ts';
import { readWords } from '#app/words.ts';
import { PublicPage, SignInLink } from '#components/shell/public-page.tsx';
import { ResetForm } from '#components/shell/reset-form.tsx';
import { askForReset } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Forgotten password') };
}
/** Whether there is a mail server is known when the server runs, not when the pages are built. */
export const dynamic = 'force-dynamic';

export default async function ForgottenPasswordPage() {
  const { t } = await readWords();
  return (
    <PublicPage title={t('Forgotten password?')}>
      {accountHandover() === 'mail' ? (
        <>
          <p className="mb-5 text-dim">{t('We send you a link to choose a new one.')}</p>
          <ResetForm action={askForReset} />
        </>
      ) : (
        <p className="text-dim">
          {t('This installation sends no e-mails. An admin can give you a link to choose a new one.')}
        </p>
      )}
      <SignInLink />
    </PublicPage>
  );
}
