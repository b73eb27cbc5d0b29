import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ownSecondFactor } from '#app/factor-owner.ts';
import { readWords } from '#app/words.ts';
import { BeginTwoFactor, ConfirmTwoFactor } from '#components/settings/two-factor.tsx';
import { PublicPage } from '#components/shell/public-page.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { safeNext, signInPath } from '#lib/auth/next-path.ts';
import { currentEnrollee } from '#lib/auth/require-user.ts';
import { beginRequired, confirmRequired, leave } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Two-factor authentication') };
}

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** Where users are led who have to set up two-factor authentication: they can reach nothing else before. */
export default async function SetUpTwoFactorPage({ searchParams }: Props) {
  const { next: given } = await searchParams;
  const next = safeNext(typeof given === 'string' ? given : null);
  const user = (await currentEnrollee()) ?? redirect(signInPath(next));
  const [factor, { t }] = await Promise.all([ownSecondFactor(user), readWords()]);
  return (
    <PublicPage title={t('Set up two-factor authentication')}>
      <p className="mb-4 text-dim">
        {t(
          'Your administrator requires a second factor: an authenticator app on your phone, which shows a code for each sign-in.',
        )}
      </p>
      {factor.state === 'begun' ? (
        <ConfirmTwoFactor action={confirmRequired} secret={factor.secret} uri={factor.uri} next={next} />
      ) : (
        <BeginTwoFactor action={beginRequired} />
      )}
      <form action={leave} className="mt-4 border-t border-line pt-4">
        <button type="submit" className={buttonClass('ghost', 'w-full')}>
          {t('Sign out')}
        </button>
      </form>
    </PublicPage>
  );
}
