import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ownSecondFactor } from '#app/factor-owner.ts';
import { BeginTwoFactor, ConfirmTwoFactor } from '#components/settings/two-factor.tsx';
import { PublicPage } from '#components/shell/public-page.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { safeNext, signInPath } from '#lib/auth/next-path.ts';
import { currentEnrollee } from '#lib/auth/require-user.ts';
import { beginRequired, confirmRequired, leave } from './actions.ts';

export const metadata: Metadata = { title: 'Two-factor authentication' };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** Where users are led who have to set up two-factor authentication: they can reach nothing else before. */
export default async function SetUpTwoFactorPage({ searchParams }: Props) {
  const { next: given } = await searchParams;
  const next = safeNext(typeof given === 'string' ? given : null);
  const user = (await currentEnrollee()) ?? redirect(signInPath(next));
  const factor = await ownSecondFactor(user);
  return (
    <PublicPage title="Set up two-factor authentication">
      <p className="mb-4 text-dim">
        Your administrator requires a second factor: an authenticator app on your phone, which shows a code for each
        sign-in.
      </p>
      {factor.state === 'begun' ? (
        <ConfirmTwoFactor action={confirmRequired} secret={factor.secret} uri={factor.uri} next={next} />
      ) : (
        <BeginTwoFactor action={beginRequired} />
      )}
      <form action={leave} className="mt-4 border-t border-line pt-4">
        <button type="submit" className={buttonClass('ghost', 'w-full')}>
          Sign out
        </button>
      </form>
    </PublicPage>
  );
}
